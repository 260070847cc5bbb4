/** Validates messages from the page: a webview is not trusted. */
import { SANITY_NAMES } from './findings';
import {
  EDIT_ACTS,
  FINDING_ACTS,
  LOG_ACTS,
  PANEL_COMMANDS,
  SWEEP_ACTS,
  type FromPanel,
} from './panel';
import { FEEDS, wishesOf } from './feeds';
import {
  isCount,
  isFields,
  isText,
  oneOf,
  wrap,
  type Fields,
  readFormula,
  readRange,
  readTensor,
} from './readValues';
import type { Watch } from './snapshot';
import type { PanelChoices, PanelState } from './choices';

const MIMES = ['image/png', 'image/svg+xml', 'text/csv'] as const;

/** The message without any unknown fields; null if it is not valid. */
export function readFromPanel(message: unknown): FromPanel | null {
  if (!isFields(message)) return null;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'drawn':
      return readDrawn(message);
    case 'watch':
      return wrap(readWatch(message.watch), watch => ({ type: 'watch', watch }));
    case 'command':
      return wrap(oneOf(PANEL_COMMANDS, message.command), command => ({
        type: 'command',
        command,
      }));
    case 'goTo':
      return isCount(message.step)
        ? { type: 'goTo', step: message.step, ahead: message.ahead === true }
        : null;
    case 'follow':
      return isCount(message.part) ? { type: 'follow', part: message.part } : null;
    case 'showProblem':
      return { type: 'showProblem' };
    case 'finding':
      return readFinding(message);
    case 'edit':
      return readEdit(message);
    case 'sanity':
      return wrap(oneOf(SANITY_NAMES, message.name), name => ({ type: 'sanity', name }));
    case 'stopTrying':
      return { type: 'stopTrying' };
    case 'forgetRun':
      return isCount(message.run) ? { type: 'forgetRun', run: message.run } : null;
    case 'sweep':
      return wrap(oneOf(SWEEP_ACTS, message.act), act => ({ type: 'sweep', act }));
    case 'log':
      return wrap(oneOf(LOG_ACTS, message.act), act => ({ type: 'log', act }));
    case 'openSwept':
      return isCount(message.number) ? { type: 'openSwept', number: message.number } : null;
    case 'openRun':
      return isCount(message.run) ? { type: 'openRun', run: message.run } : null;
    case 'compareRuns': {
      const { from, to } = message;
      return isCount(from) && isCount(to) ? { type: 'compareRuns', from, to } : null;
    }
    case 'select':
      return wrap(readTensor(message.tensor), tensor => ({ type: 'select', tensor }));
    case 'keepFormula':
      return wrap(readFormula(message), formula => ({ type: 'keepFormula', ...formula }));
    case 'remember':
      return wrap(readChoices(message.choices), choices => ({ type: 'remember', choices }));
    case 'save':
      return readSave(message);
    case 'copy':
      return isText(message.text) ? { type: 'copy', text: message.text } : null;
    case 'failure':
      return isText(message.message) ? { type: 'failure', message: message.message } : null;
    default:
      return null;
  }
}

/** The file that the page's saved state belongs to; null if it names none. */
export function readPanelUri(state: unknown): PanelState['uri'] | null {
  return isFields(state) && isText(state.uri) ? state.uri : null;
}

function readDrawn({ revision, cost }: Fields): FromPanel | null {
  if (!isCount(revision) || typeof cost !== 'number' || !(cost >= 0)) return null;
  return { type: 'drawn', revision, cost };
}

function readFinding({ act, id }: Fields): FromPanel | null {
  if (!isText(id)) return null;
  return wrap(oneOf(FINDING_ACTS, act), known => ({ type: 'finding', act: known, id }));
}

function readEdit({ act, id, edit }: Fields): FromPanel | null {
  if (!isText(id) || !isCount(edit)) return null;
  return wrap(oneOf(EDIT_ACTS, act), known => ({ type: 'edit', act: known, id, edit }));
}

function readSave(message: Fields): FromPanel | null {
  const { name, data } = message;
  const mime = oneOf(MIMES, message.mime);
  if (!mime || !isText(name) || !(data instanceof ArrayBuffer)) return null;
  return { type: 'save', name, mime, data };
}

function readWatch(value: unknown): Watch | null {
  if (!isFields(value)) return null;
  const wishes = wishesOf(name => FEEDS[name].read(value[name]) ?? FEEDS[name].noWish);
  // Without these a watch is none.
  const isWhole = FEEDS.tensors.read(value.tensors) && FEEDS.boundary.read(value.boundary) !== null;
  return isWhole ? { ...wishes, norms: value.norms === true, range: readRange(value.range) } : null;
}

export function readChoices(value: unknown): PanelChoices | null {
  if (!isFields(value) || typeof value.logLoss !== 'boolean') return null;
  const { logLoss, collapsed } = value;
  if (!Array.isArray(collapsed) || !collapsed.every(isText)) return null;
  return { logLoss, collapsed };
}
