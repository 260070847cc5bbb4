/** What a golden transcript is written from. */
import type { Screen } from '../../dom';

export interface PageCase {
  /** Of its file. */
  name: string;
  write: (screen: Screen) => Promise<string>;
}
