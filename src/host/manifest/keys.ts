/**
 * Where keys are ours: keybindings of an extension come before all of VS Code's own, so each names
 * what would otherwise lose its key.
 */
import { INSPECTOR_FOCUS } from './contextKeys';
import { all, any, EXPERIMENT_FILE, INSPECTOR_IS_CURRENT, none, PANEL } from './when';

/** `editorTextFocus` is false in comments, conditions of breakpoints and the chat. */
const IN_TEXT = all('editorTextFocus', EXPERIMENT_FILE, none('isMergeEditor'));

/** The panel stays the active editor while another part of the window has the focus. */
const IN_PANEL = all(
  PANEL,
  none(
    'inputFocus',
    'inQuickInput',
    'terminalFocus',
    'listFocus',
    'sideBarFocus',
    'panelFocus',
    'auxiliaryBarFocus',
    'notificationFocus',
    'bannerFocused',
    'statusBarFocused',
  ),
);

/** A row of the inspector has the focus, and not the field that filters rows. */
export const ON_ROW = `${INSPECTOR_FOCUS} == rows`;

/**
 * Its fields keep the keys that they need to themselves. Were they left out here, Escape in a row
 * would do nothing until VS Code had been told that a field was left.
 */
const IN_INSPECTOR = all(any(ON_ROW, `${INSPECTOR_FOCUS} == text`), INSPECTOR_IS_CURRENT);

/** The text of an experiment, its panel or its inspector has the focus. */
const IN_EXPERIMENT = any(IN_TEXT, IN_PANEL, IN_INSPECTOR);

/** Ctrl+Enter takes the place of Insert Line Below in the text. */
export const TRAINS = all(IN_EXPERIMENT, none('suggestWidgetVisible', 'inlineChatVisible'));

/** F10 and F11 step as in a debugger, which has them to itself while it runs. */
export const STEPS = all(IN_EXPERIMENT, none('suggestWidgetVisible', 'inDebugMode'));

/** Escape first closes whatever is open over the text, the page or the rows. */
export const PAUSES = all(
  IN_EXPERIMENT,
  none(
    'accessibilityHelpIsShown',
    'accessibleViewIsShown',
    'breakpointWidgetVisible',
    'callHierarchyVisible',
    'cancellableOperation',
    'codeActionMenuVisible',
    'comparingMovedCode',
    'dirtyDiffVisible',
    'dropWidgetVisible',
    'editorHasMultipleSelections',
    'editorHasSelection',
    'editorHoverVisible',
    'exceptionWidgetVisible',
    'findWidgetVisible',
    'hasSymbols',
    'inlineChatVisible',
    'inlineEditIsVisible',
    'inlineSuggestionVisible',
    'inSnippetMode',
    'isReadingLineWithInlayHints',
    'LinkedEditingInputVisible',
    'markersNavigationVisible',
    'messageVisible',
    'notificationCenterVisible',
    'notificationToastsVisible',
    'parameterHintsVisible',
    'pasteWidgetVisible',
    'referenceSearchVisible',
    'renameInputVisible',
    'selectionAnchorSet',
    'standaloneColorPickerVisible',
    'suggestWidgetVisible',
    'testing.isPeekVisible',
    'treeFindOpen',
    'typeHierarchyVisible',
    'webviewFindWidgetVisible',
  ),
);
