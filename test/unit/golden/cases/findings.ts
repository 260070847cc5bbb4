/** What is said of each planted fault: before the first update and at the end, with the edits that may help. */
import type { Finding } from '../../../../src/experiment/format/finding';
import { diagnose } from '../../../../src/experiment/diagnosis/producers';
import { PLANTED } from '../../experiment/diagnosis/planted';
import { diagnosed, sound } from '../../experiment/diagnosis/support';
import { FAULTS } from '../../experiment/diagnosis/settings/faults';
import { BASES } from '../../experiment/diagnosis/settings/bases';
import type { Json } from '../../experiment/support';
import type { Transcript } from '../transcript';

export const FINDINGS: Transcript[] = [
  { name: 'findings/planted', write: () => written(PLANTED, sound) },
  {
    name: 'findings/settings',
    write: () => written(FAULTS, ([base, changes]) => ({ version: 1, ...BASES[base], ...changes })),
  },
  { name: 'findings/ruled-out', write: ruledOut },
];

function written<T>(faults: Readonly<Record<string, T>>, fileOf: (fault: T) => Json): string {
  return Object.entries(faults)
    .map(([name, fault]) => {
      const { before, after } = diagnosed(JSON.stringify(fileOf(fault)));
      const [early, late] = [before, after].map(findings => findings.flatMap(linesOf));
      const isSame = early.join('\n') === late.join('\n');
      const lines = isSame ? late : ['before:', ...early, 'at the end:', ...late];
      return [`# ${name}`, ...lines].join('\n');
    })
    .join('\n\n');
}

function linesOf({ id, severity, message, since, candidates = [] }: Finding): string[] {
  const epoch = since === undefined ? '' : `, since epoch ${since}`;
  return [
    `${severity} ${id}${epoch}`,
    `  ${message}`,
    ...candidates.map(fix => `  - ${fix.title}`),
  ];
}

/** Of a network that learns, as it stands at its end. */
function ruledOut(): string {
  const { subject } = diagnosed(JSON.stringify(sound()));
  return diagnose(subject, [])
    .ruledOut.map(({ id, words }) => `${id}\n  ${words}`)
    .join('\n');
}
