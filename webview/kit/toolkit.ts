/** The only place that knows the component toolkit: registers what the page uses, and makes it. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { icon, type IconName } from './icons';

/** Once, before the first component is made. */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

export interface ToolkitButton {
  readonly element: HTMLElement;
  setDisabled(disabled: boolean): void;
}

/** A button in the editor's own look; `press` runs on click, Enter and Space. */
export function toolkitButton(
  options: { appearance: 'primary' | 'secondary'; icon?: IconName; label?: string; title: string },
  press: () => void,
): ToolkitButton {
  const button = document.createElement('vscode-button');
  button.setAttribute('appearance', options.appearance);
  button.title = options.title;
  if (options.label === undefined) button.setAttribute('aria-label', options.title);
  if (options.icon) {
    const svg = icon(options.icon);
    if (options.label !== undefined) svg.setAttribute('slot', 'start');
    button.append(svg);
  }
  // As text: the toolkit takes elements inside a button for icons.
  if (options.label !== undefined) button.append(options.label);
  button.addEventListener('click', press);
  return {
    element: button,
    setDisabled(disabled) {
      button.toggleAttribute('disabled', disabled);
    },
  };
}
