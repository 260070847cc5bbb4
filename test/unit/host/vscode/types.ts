/** VS Code's value types: positions, URIs, tree items and the like. */
import { createVSCodeMock } from 'jest-mock-vscode';
import type * as vscode from 'vscode';

const framework = {
  fn: (body?: () => unknown) => body ?? (() => undefined),
  spyOn: () => undefined,
};

class TabInputText {
  constructor(readonly uri: vscode.Uri) {}
}

class TabInputTextDiff {
  constructor(
    readonly original: vscode.Uri,
    readonly modified: vscode.Uri,
  ) {}
}

class TabInputWebview {
  constructor(readonly viewType: string) {}
}

class Hover {
  readonly contents: unknown[];

  constructor(
    contents: unknown,
    readonly range?: vscode.Range,
  ) {
    this.contents = Array.isArray(contents) ? contents : [contents];
  }
}

class RelativePattern {
  constructor(
    readonly baseUri: vscode.Uri,
    readonly pattern: string,
  ) {}
}

class InlayHint {
  tooltip: unknown;
  paddingLeft = false;

  constructor(
    readonly position: vscode.Position,
    readonly label: string,
  ) {}
}

const mock = createVSCodeMock(framework) as typeof vscode;

/** Its own URIs are none by its own class. */
Object.defineProperty(mock.Uri, Symbol.hasInstance, {
  value: (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'scheme' in value && 'with' in value,
});

/** As far as the product uses it: lines of text, and what it says of itself. */
export const types = {
  ...mock,
  Hover,
  InlayHint,
  TabInputText,
  TabInputTextDiff,
  TabInputWebview,
  RelativePattern,
};
