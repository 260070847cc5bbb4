/** All transcripts. */
import { EDITOR } from './editor';
import type { Transcript } from '../transcript';
import { READER } from './reader';
import { TERMINAL } from './terminal';

export const TRANSCRIPTS: Transcript[] = [...READER, ...EDITOR, ...TERMINAL];
