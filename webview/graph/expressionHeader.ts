/** The strip that is always visible, for an expression: how far its passes are, and the controls. */
import type { ExpressionSnapshot } from '../../src/protocol/expression';
import type { PanelCommand } from '../../src/protocol/panel';
import { element, setHidden, setText } from '../kit/dom';
import { graphStateAt } from './graphState';
import { gradientName, isInput, nodeName, positionWords } from './graphWords';
import type { PageModel } from '../run/model';
import { strings } from '../words/strings';
import { toolkitButton, type ToolkitButton } from '../kit/toolkit';
import { Notice, StatList, type Stat } from '../header/headerParts';

export class ExpressionHeader {
  private readonly title = element('h1', { class: 'title' });
  private readonly status = element('div', { class: 'status' });
  private readonly stats = new StatList();
  private readonly notice = new Notice();
  private readonly controls: ToolkitButton[];
  readonly element: HTMLElement;

  constructor(
    private readonly model: PageModel,
    command: (command: PanelCommand) => void,
    goTo: (position: number) => void,
  ) {
    const { stepGate: label, stepGateTitle: title } = strings;
    const step = toolkitButton({ appearance: 'primary', icon: 'step', label, title }, () =>
      command('stepGate'),
    );
    const secondary = (own: string, hint: string, press: () => void): ToolkitButton =>
      toolkitButton({ appearance: 'secondary', label: own, title: hint }, press);
    this.controls = [
      step,
      secondary(strings.gateBack, strings.gateBackTitle, () => command('stepBack')),
      secondary(strings.reset, strings.graphReset, () => command('reset')),
      secondary(strings.graphFinish, strings.graphFinishTitle, () =>
        goTo(this.model.expression?.graph?.trace.length ?? 0),
      ),
    ];
    const toolbar = element(
      'div',
      { class: 'controls', attributes: { role: 'toolbar', 'aria-label': strings.graphControls } },
      ...this.controls.map(control => control.element),
    );
    this.element = element(
      'header',
      { class: 'header' },
      this.title,
      toolbar,
      this.status,
      this.stats.element,
      this.notice.element,
    );
  }

  update(): void {
    const { expression } = this.model;
    setHidden(this.element, expression === null);
    if (!expression) return;
    const { title, graph, position, message } = expression;
    setText(this.title, title);
    this.title.title = title;
    setText(this.status, graph ? positionWords(graph, position) : '');
    for (const control of this.controls) control.setDisabled(!graph);
    this.stats.update(statsOf(expression));
    const hint = graph ? strings.graphStale : strings.problemsHint;
    this.notice.update(message === '' ? '' : `${message} ${hint}`, message !== '');
  }
}

/** More inputs stand in the graph alone. */
const MOST_INPUTS = 9;

/** The output, and the gradient of every input, as far as they are known. */
function statsOf({ graph, position }: ExpressionSnapshot): Stat[] {
  if (!graph) return [];
  const { nodes, output } = graph;
  const { values, gradients } = graphStateAt(graph, position);
  const slopes = nodes.flatMap((node, index): Stat[] =>
    isInput(node)
      ? [{ name: gradientName(graph, index), value: gradients[index] ?? undefined }]
      : [],
  );
  const value = values[output] ?? undefined;
  return [{ name: nodeName(nodes[output]), value }, ...slopes.slice(0, MOST_INPUTS)];
}
