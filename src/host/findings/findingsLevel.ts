/** Where findings are shown: everywhere, among the Problems alone, or nowhere. */
export const FINDINGS_LEVELS = ['all', 'problems', 'off'] as const;
export type FindingsLevel = (typeof FINDINGS_LEVELS)[number];
