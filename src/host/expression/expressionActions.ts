/** Commands on an experiment of kind "expression". */
import { l10n } from 'vscode';
import { checkGradients } from '../panel/checkGradients';
import type { CommandName } from '../manifest/commandId';
import type { Panels } from '../panel/panels';
import type { ExpressionView } from '../session/expressionView';
import { Refusal } from '../session/file/source';
import type { Opened } from '../sessions/sessions';

type Action = (opened: Opened, panels: Panels) => Promise<void> | void;

/** An action that shows the panel first. */
function shown(act: (expression: ExpressionView) => void): Action {
  return ({ uri, expression }, panels) => {
    panels.show(uri);
    refuseMistakes(expression);
    act(expression);
  };
}

function refuseMistakes({ expression, error }: ExpressionView): void {
  if (!expression && error) throw new Refusal(error);
}

const stepGate = shown(expression => expression.step());

/** Actions by command: an expression is stepped through gate by gate, and cannot be trained. */
export const EXPRESSION_ACTIONS: Partial<Record<CommandName, Action>> = {
  step: stepGate,
  stepLayer: stepGate,
  stepGate,
  stepBack: shown(expression => expression.stepBack()),
  reset: shown(expression => expression.reset()),
  inspect: shown(expression => expression.finish()),
  checkGradients: (opened, panels) => {
    refuseMistakes(opened.expression);
    return checkGradients(opened, panels);
  },
  openPanel: ({ uri }, panels) => panels.show(uri).panel.reveal(undefined, true),
};

/** The error of every other command. */
export function nothingToTrain(): Error {
  return new Error(
    l10n.t('An expression has no parameters to train: Step One Gate goes through its passes.'),
  );
}
