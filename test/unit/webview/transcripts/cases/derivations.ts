/** Where numbers of each kind come from, and what can be done with a derivation. */
import type { TensorRef } from '../../../../../src/protocol/tensors';
import { pressAll } from '../controls';
import { PageLog } from '../pageLog';
import { CLASSES, DROPOUT, PENALISED, stepped } from '../scenes';
import { keepInSight } from '../tour';
import type { PageCase } from './case';

const isDerivation = (part: string): boolean => part === 'derivation' || part === 'menu';

/** The first number of each tensor, with all that can be unfolded. */
function derivations(name: string, chosen: readonly TensorRef[], text?: string): PageCase {
  return {
    name: `derivation-${name}`,
    write: async screen => {
      const panel = await stepped(screen, 2, text);
      await keepInSight(screen, panel, ['derivation']);
      const log = new PageLog(panel, isDerivation);
      for (const { layer, tensor } of chosen) {
        await panel.does(() => panel.page?.select({ layer, tensor }, { row: 0, col: 0 }));
        for (const fold of panel.section('derivation').querySelectorAll('details'))
          await panel.does(() => {
            fold.open = true;
            fold.dispatchEvent(new Event('toggle'));
          });
        log.page(`${tensor} of layer ${layer + 1}`);
      }
      return log.text();
    },
  };
}

export const DERIVATIONS: PageCase[] = [
  derivations('parameters', [
    { layer: 0, tensor: 'gradW' },
    { layer: 1, tensor: 'gradB' },
    { layer: 0, tensor: 'updateW' },
  ]),
  derivations('batch', [
    { layer: 0, tensor: 'z' },
    { layer: 0, tensor: 'a' },
    { layer: 1, tensor: 'a' },
    { layer: 0, tensor: 'slope' },
    { layer: 0, tensor: 'delta' },
    { layer: 1, tensor: 'delta' },
  ]),
  derivations('penalised', [{ layer: 1, tensor: 'gradW_penalized' }], PENALISED),
  derivations(
    'dropout',
    [
      { layer: 0, tensor: 'mask' },
      { layer: 1, tensor: 'z' },
      { layer: 0, tensor: 'delta' },
      { layer: 1, tensor: 'gradW' },
    ],
    DROPOUT,
  ),
  derivations(
    'softmax',
    [
      { layer: 1, tensor: 'a' },
      { layer: 1, tensor: 'delta' },
      { layer: 0, tensor: 'gradW' },
    ],
    CLASSES,
  ),
  {
    name: 'derivation-controls',
    write: async screen => {
      const panel = await stepped(screen, 2);
      await keepInSight(screen, panel, ['derivation']);
      const log = new PageLog(panel, isDerivation);
      const section = (): HTMLElement => panel.section('derivation');
      const atFirst = /^(?:Derivation|Copy|Start with)/;
      await pressAll(log, section, name => atFirst.test(name));
      // A name of a formula only writes itself into the box.
      const ofFormula = /^(?:aPrev|[Wbzay]|delta|(?:W|delta)\d)$/;
      await pressAll(log, section, name => name !== 'Derivation' && !ofFormula.test(name));
      const [first, second] = section().querySelectorAll('.openable');
      await log.does('click on the first number', () => {
        first.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      });
      await log.does('Enter on the second number', () => {
        second.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      });
      await log.does('back to the first', () => panel.find('.trail button').click());
      return log.text();
    },
  },
];
