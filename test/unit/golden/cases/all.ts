/** All transcripts. */
import type { Transcript } from '../transcript';
import { READER } from './reader';

export const TRANSCRIPTS: Transcript[] = [...READER];
