/** Questions to a person; all of their words are shown as plain text. */
import { ThemeIcon, type QuickPickItem, type Uri } from 'vscode';
import { together } from '../events/events';
import { LONGEST, plain, withIcon } from './plainText';
import { ui } from './ui';

/** One line to choose, and its value. */
export interface Choice<T> {
  value: T;
  label: string;
  /** Name of a VS Code icon, shown before the label. */
  icon?: string;
  description?: string;
  detail?: string;
  picked?: boolean;
}

export interface Question {
  title?: string;
  placeholder?: string;
  /** Whether typing also searches these. */
  matchOnDescription?: boolean;
  matchOnDetail?: boolean;
}

interface Listed<T> extends QuickPickItem {
  value: T;
}

type Choices<T> = readonly Choice<T>[] | Promise<readonly Choice<T>[]>;

/** @returns undefined if none was chosen */
export async function pickOne<T>(choices: Choices<T>, question: Question): Promise<T | undefined> {
  return (await ui.showQuickPick(listOf(choices), optionsOf(question)))?.value;
}

/** @returns undefined if the list was closed */
export async function pickMany<T>(
  choices: Choices<T>,
  question: Question,
): Promise<T[] | undefined> {
  const options = { ...optionsOf(question), canPickMany: true as const };
  return (await ui.showQuickPick(listOf(choices), options))?.map(({ value }) => value);
}

export interface Ticked<T> {
  ticked: T[];
  /** The line whose button was pressed; null: the list was accepted. */
  edit: T | null;
}

/** Asks with a list to tick, with a pencil beside each line. @returns undefined if it was closed */
export function tick<T>(
  choices: readonly Choice<T>[],
  question: Question,
  pencil: string,
): Promise<Ticked<T> | undefined> {
  const buttons = [{ iconPath: new ThemeIcon('edit'), tooltip: plain(pencil) }];
  const list = ui.createQuickPick<Listed<T>>();
  list.title = plain(question.title ?? '');
  list.placeholder = plain(question.placeholder ?? '');
  list.canSelectMany = true;
  list.items = choices.map(choice => ({ ...listed(choice), buttons }));
  list.selectedItems = list.items.filter(({ picked }) => picked);
  const ticked = (): T[] => list.selectedItems.map(({ value }) => value);
  return new Promise(resolve => {
    const subscriptions = together(
      list,
      list.onDidAccept(() => finish({ ticked: ticked(), edit: null })),
      list.onDidTriggerItemButton(({ item }) => finish({ ticked: ticked(), edit: item.value })),
      list.onDidHide(() => finish(undefined)),
    );
    const finish = (answer: Ticked<T> | undefined): void => {
      resolve(answer);
      subscriptions.dispose();
    };
    list.show();
  });
}

/** @param refusal the reason to refuse an answer; undefined if it is fine */
export async function askText(
  title: string,
  value: string,
  refusal: (text: string) => string | undefined,
): Promise<string | undefined> {
  const validateInput = (text: string): string | undefined => {
    const wrong = refusal(text);
    return wrong === undefined ? undefined : plain(wrong);
  };
  return ui.showInputBox({ title: plain(title), value, validateInput });
}

/** Asks for confirmation. @returns whether the button was pressed */
export async function confirm(question: string, button: string): Promise<boolean> {
  return (await ui.showWarningMessage(plain(question), { modal: true }, button)) === button;
}

/** Asks with several buttons. @returns undefined if none was pressed */
export async function decide(question: string, ...buttons: string[]): Promise<string | undefined> {
  return ui.showWarningMessage(plain(question), { modal: true }, ...buttons);
}

export async function chooseFile(filters: Record<string, string[]>): Promise<Uri | undefined> {
  return (await ui.showOpenDialog({ filters, canSelectMany: false }))?.[0];
}

export async function chooseTarget(proposal: Uri): Promise<Uri | undefined> {
  return ui.showSaveDialog({ defaultUri: proposal });
}

async function listOf<T>(choices: Choices<T>): Promise<Listed<T>[]> {
  return (await choices).map(listed);
}

function listed<T>({ icon, label, description, detail, picked, value }: Choice<T>): Listed<T> {
  const { label: longest, sentence } = LONGEST;
  return {
    value,
    picked,
    label: icon ? withIcon(icon, label) : plain(label, longest),
    description: description && plain(description, longest),
    detail: detail && plain(detail, sentence),
  };
}

function optionsOf({ title, placeholder, matchOnDescription, matchOnDetail }: Question) {
  return {
    title: title && plain(title, LONGEST.label),
    placeHolder: placeholder && plain(placeholder, LONGEST.label),
    matchOnDescription,
    matchOnDetail,
  };
}
