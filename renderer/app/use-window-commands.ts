import { useContext, useEffect, useEffectEvent } from 'react'
import type { SourceId } from '../../shared/model/ids'
import type { Section } from '../compare/comparing'
import type { CommandId } from '../state/command-table'
import { CommandsContext, useCommand, useCommandSet, useRun } from '../state/commands'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { isDialogOpen } from '../ui/is-dialog-open'
import { isField } from '../ui/is-field'
import type { Tab } from './tabs'
import { useHistory, type Where } from './use-history'
import { useShortcuts } from './use-shortcuts'

type Given = {
  /** Null while something that belongs to no tab stands there. */
  readonly tab: Tab | null
  readonly onTab: (tab: Tab) => void
  /** Shows a part of Compare, wherever the window is. */
  readonly onSection: (section: Section) => void
  /** The text that is open. */
  readonly open: SourceId | null
  /** Leads to the text in which something was undone or redone. */
  readonly onShow: (where: Where) => void
  /** Why nothing can be brought in; null when it can. */
  readonly refusal: string | null
  readonly onImport: () => void
  readonly onImportFolder: () => void
  readonly onPaste: () => void
  /** Null while no brief is open. */
  readonly onExport: (() => void) | null
  readonly onKeys: () => void
  readonly onPalette: () => void
  readonly onHealth: () => void
  readonly onBackUp: () => void
  /** Called before a command runs, or says why it does nothing. */
  readonly onRun: (command: CommandId) => void
}

/**
 * Offers what can be done in the whole window, and runs it by key and from the menu. What it returns runs a command
 * and says so where there is nothing to do; false when it had no answer at all.
 */
export function useWindowCommands(given: Given): (command: CommandId) => boolean {
  const {
    tab,
    onTab,
    onSection,
    open,
    onShow,
    refusal,
    onImport,
    onImportFolder,
    onPaste,
    onExport,
    onKeys,
    onPalette,
    onHealth,
    onBackUp,
    onRun,
  } = given
  const host = useHost()
  const status = useStatus()
  const offered = useRun()
  const commands = useContext(CommandsContext)
  const history = useHistory({ shown: tab === 'read' ? open : null, onShow })
  useCommand('import', refusal === null ? onImport : null)
  useCommand('import-folder', refusal === null ? onImportFolder : null)
  useCommand('paste', refusal === null ? onPaste : null)
  useCommand('print', () => print())
  useCommand('export', onExport)
  useCommand('keys', onKeys)
  useCommand('palette', onPalette)
  useCommand('health', onHealth)
  useCommand('back-up-now', onBackUp)
  useCommand('tab-read', tab === 'read' ? null : () => onTab('read'))
  useCommand('tab-compare', tab === 'compare' ? null : () => onTab('compare'))
  useCommandSet({
    'show-excerpts': () => onSection('excerpts'),
    'compare-figures': () => onSection('figures'),
    'compare-positions': () => onSection('positions'),
    'compare-claims': () => onSection('claims'),
    'show-actors': () => onSection('actor'),
    'show-codebook': () => onSection('issue'),
  })
  useCommand('tab-brief', tab === 'brief' ? null : () => onTab('brief'))

  const otherwise: Readonly<Partial<Record<CommandId, () => void>>> = {
    ...history,
    export: () => status.say('Open a brief first, then export it.'),
    find: () => status.say('Open a text first, then find words in it.'),
    outline: () => status.say('There is no outline here: no text with headings or posts is open.'),
    import: () => refusal !== null && status.refuse(refusal),
    'import-folder': () => refusal !== null && status.refuse(refusal),
    'review-import': () => status.say('Open a text first, then review what was read of it.'),
  }
  const run = (command: CommandId): boolean => {
    if (commands.current().has(command) || command in otherwise) onRun(command)
    if (offered(command)) return true
    otherwise[command]?.()
    return command in otherwise
  }
  useShortcuts(run)

  const told = useEffectEvent((command: CommandId) => {
    // A text field keeps its own undo. From outside its keys there is no other way to it than this old one.
    if ((command === 'undo' || command === 'redo') && isField(document.activeElement)) {
      // oxlint-disable-next-line typescript/no-deprecated
      document.execCommand(command)
    } else if (!isDialogOpen()) run(command)
  })
  useEffect(() => host.onEvent((event) => event.kind === 'command' && told(event.command)), [host])

  return run
}
