/** Where keys are ours: keybindings of an extension come before all of VS Code's own. */
import { all, any, EXPERIMENT_FILE, INSPECTOR_IS_CURRENT, PANEL } from './when';

/** The panel stays the active editor while another part of the window has the focus. */
const IN_PANEL = all(
  PANEL,
  '!inputFocus',
  '!terminalFocus',
  '!listFocus',
  '!sideBarFocus',
  '!panelFocus',
  '!auxiliaryBarFocus',
  '!notificationFocus',
  '!statusBarFocused',
);

const INSPECTOR_HAS_FOCUS = "focusedView == 'backprop.inspector'";
/** A row of the inspector has the focus, and not the filter above the rows. */
export const ON_ROW = all(INSPECTOR_HAS_FOCUS, 'listFocus', '!inputFocus');

/** The text of an experiment, its panel or its inspector has the focus. */
const IN_EXPERIMENT = any(
  all('editorTextFocus', EXPERIMENT_FILE),
  IN_PANEL,
  all(INSPECTOR_HAS_FOCUS, '!inputFocus', INSPECTOR_IS_CURRENT),
);

export const TRAINS = all(IN_EXPERIMENT, '!suggestWidgetVisible', '!inlineChatVisible');

/** A debugger has the same keys for its steps. */
export const STEPS = all(IN_EXPERIMENT, '!suggestWidgetVisible', '!inDebugMode');

/** Escape first closes whatever is open over the text or the page. */
export const PAUSES = all(
  IN_EXPERIMENT,
  '!suggestWidgetVisible',
  '!findWidgetVisible',
  '!renameInputVisible',
  '!parameterHintsVisible',
  '!editorHasSelection',
  '!editorHasMultipleSelections',
  '!inSnippetMode',
  '!markersNavigationVisible',
  '!inlineSuggestionVisible',
  '!inlineChatVisible',
  '!referenceSearchVisible',
  '!dirtyDiffVisible',
  '!editorHoverVisible',
  '!messageVisible',
  '!accessibleViewIsShown',
  '!accessibilityHelpIsShown',
  '!webviewFindWidgetVisible',
);
