import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { fold } from '../../shared/model/fold'
import { isScattered, rankOf, tokensOf } from '../../shared/model/rank'
import { Icon } from './Icon'
import { Marked } from './Marked'
import './combo-box.css'

/** What can be chosen: found by its name or one of its other names. */
export type Choice = {
  readonly key: string
  readonly name: string
  readonly others?: readonly string[]
  /** A little more, in grey: how often it is used, under what it stands. */
  readonly note?: string
}

type Props = {
  readonly label: string
  readonly hideLabel?: boolean
  /** Name of what is chosen; empty for nothing. */
  readonly value: string
  readonly choices: readonly Choice[]
  /** Told too what was typed to find it. */
  readonly onChoose: (choice: Choice, typed: string) => void
  /** Makes something new of this name; without it only what is there can be chosen. Answers false when it was refused. */
  readonly onCreate?: (name: string) => unknown
  /** What the list calls that; "Create" unless given. */
  readonly createWord?: string
  /** One more thing that can become of what was typed, as the last of the list. */
  readonly other?: { readonly word: string; readonly onTake: (typed: string) => void }
  /** Leaving the field makes something new of what stands there, rather than to let it go. */
  readonly takesTyped?: boolean
  /** Chooses nothing; without it the field goes back to what was chosen. */
  readonly onClear?: () => void
  readonly placeholder?: string
  readonly disabled?: boolean
  /** Empties the field after each choice, for lists that grow. */
  readonly keepEmpty?: boolean
}

/** No list shows more than this many at once: more letters find more. */
const MOST = 40

type Option =
  | { readonly make: null; readonly key: string; readonly choice: Choice; readonly name: string }
  | { readonly make: 'create' | 'other'; readonly key: string; readonly name: string }

/**
 * A field that completes what is typed (the combobox of the ARIA practices): arrows go through the list, Enter takes
 * the entry, Escape goes back to what was chosen. Leaving the field takes what stands there when it is a name of an
 * entry, and nothing else unless `takesTyped`. A window that is only put aside leaves what is typed as it is.
 */
export function ComboBox(props: Props) {
  const { label, hideLabel = false, value, choices, onChoose, onCreate, onClear, other } = props
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  /** -1 until an arrow was pressed or something was typed, so that Enter takes nothing unasked. */
  const [active, setActive] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)

  const { options, more, tokens } = open
    ? optionsFor(typed ?? '', choices, { create: onCreate !== undefined, other: other !== undefined })
    : { options: [], more: 0, tokens: [] }
  const marked = options[Math.min(active, options.length - 1)]

  const close = () => {
    setOpen(false)
    setTyped(null)
    setActive(-1)
  }
  /** A name that is refused stays in the field, unless something else was typed there meanwhile. */
  const create = async (name: string) => {
    if ((await onCreate?.(name)) === false) setTyped((now) => now ?? name)
  }
  const take = (option: Option) => {
    if (option.make === null) onChoose(option.choice, typed?.trim() ?? '')
    else if (option.make === 'create') void create(option.name)
    else other?.onTake(option.name)
    close()
  }
  const leave = () => {
    const text = typed?.trim() ?? null
    const exact = text === null ? undefined : choiceNamed(text, choices)
    if (text === '' && value !== '') onClear?.()
    else if (exact !== undefined) {
      if (exact.name !== value) onChoose(exact, text ?? '')
    } else if (text !== null && text !== '' && props.takesTyped === true) void create(text)
    else if (text !== null && document.activeElement === input.current) return // the window has lost the focus, not the field
    close()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (open) setActive(step(active, event.key === 'ArrowDown' ? 1 : -1, options.length))
        else setOpen(true)
        break
      case 'Enter':
        if (!open) return
        if (typed?.trim() === '' && onClear !== undefined) {
          onClear()
          close()
        } else if (marked !== undefined) take(marked)
        break
      case 'Escape':
        if (!open && typed === null) return
        event.stopPropagation()
        close()
        break
      default:
        return
    }
    event.preventDefault()
  }

  // The list lies over everything, wherever the field is: a pane that scrolls would cut it off.
  const place = () => {
    if (box.current !== null && input.current !== null) placeList(box.current, input.current)
  }
  useLayoutEffect(place)
  const follow = useEffectEvent(place)
  useEffect(() => {
    if (!open) return undefined
    const over = new AbortController()
    // Whatever scrolls: scrolling is told to nobody above.
    addEventListener('scroll', follow, { signal: over.signal, capture: true })
    addEventListener('resize', follow, { signal: over.signal })
    return () => over.abort()
  }, [open])

  return (
    <div className="combo">
      <label htmlFor={id} className={hideLabel ? 'sr' : undefined}>
        {label}
      </label>
      <div className="combo-in">
        <input
          ref={input}
          id={id}
          className="field"
          role="combobox"
          aria-expanded={open && options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={marked === undefined ? undefined : `${id}-${marked.key}`}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          placeholder={props.placeholder}
          disabled={props.disabled}
          value={typed ?? (props.keepEmpty === true ? '' : value)}
          onChange={({ target }) => {
            setTyped(target.value)
            setActive(0)
            setOpen(true)
          }}
          onClick={() => setOpen(true)}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
        <Icon name="chevron" size={12} />
      </div>
      {open && options.length > 0 ? (
        <div ref={box} id={`${id}-list`} role="listbox" aria-label={label} className="combo-list">
          {options.map((option) => (
            <div
              key={option.key}
              id={`${id}-${option.key}`}
              ref={option === marked ? intoView : null}
              role="option"
              aria-selected={option === marked}
              className="combo-option"
              // A press would take the focus from the field, and leaving the field closes the list.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              {option.make !== null ? (
                <span>
                  {option.make === 'other' ? other?.word : (props.createWord ?? 'Create')}{' '}
                  <b dir="auto">“{option.name}”</b>
                </span>
              ) : (
                <>
                  <span dir="auto">
                    <Marked text={option.name} tokens={tokens} />
                  </span>
                  <span className="q">{noteOf(option.choice, tokens)}</span>
                </>
              )}
            </div>
          ))}
          {more === 0 ? null : (
            <div role="presentation" className="hint combo-more">
              {more.toLocaleString('en')} more: keep typing
            </div>
          )}
        </div>
      ) : null}
    </div>
  )
}

/** Under the field, or above it where there is more room. */
function placeList({ style, offsetHeight }: HTMLElement, input: HTMLElement): void {
  const field = input.getBoundingClientRect()
  const below = innerHeight - field.bottom - 12
  const above = offsetHeight > below && field.top > below
  const width = Math.min(Math.max(field.width, 180), innerWidth - 16)
  style.left = `${Math.max(8, Math.min(field.left, innerWidth - 8 - width))}px`
  style.width = `${width}px`
  style.maxHeight = `${Math.min(320, above ? field.top - 12 : below)}px`
  style.top = above ? '' : `${field.bottom + 4}px`
  style.bottom = above ? `${innerHeight - field.top + 4}px` : ''
}

type Makes = { readonly create: boolean; readonly other: boolean }

function optionsFor(typed: string, choices: readonly Choice[], makes: Makes) {
  const tokens = tokensOf(typed)
  const ranked = choices
    .map((choice) => ({ choice, rank: tokens.length === 0 ? 0 : bestRank(foldedNames(choice), tokens) }))
    .filter(({ rank }) => rank < Infinity)
  // Without words the order is the caller's.
  if (tokens.length > 0) ranked.sort((a, b) => a.rank - b.rank)
  const options: Option[] = ranked
    .slice(0, MOST)
    .map(({ choice }) => ({ make: null, key: choice.key, choice, name: choice.name }))
  const name = typed.trim()
  const there = choiceNamed(name, choices) !== undefined
  if (makes.create && name !== '' && !there) {
    // Enter takes the first: "US officials" is no wish for the "unnamed officials", whose letters it happens to have.
    const likely = ranked.slice(0, MOST).filter(({ rank }) => !isScattered(rank)).length
    options.splice(likely, 0, { make: 'create', key: 'create', name })
  }
  if (makes.other && name !== '') options.push({ make: 'other', key: 'other', name })
  return { options, more: Math.max(0, ranked.length - MOST), tokens }
}

/** That of the name which answers the tokens best; infinite when none does. */
function bestRank(names: readonly string[], tokens: readonly string[]): number {
  return names.reduce((best, name) => Math.min(best, rankOf(name, tokens) ?? Infinity), Infinity)
}

/** The note, or the other name under which the entry was found. */
function noteOf({ name, others = [], note }: Choice, tokens: readonly string[]): string | undefined {
  if (tokens.length === 0 || rankOf(fold(name), tokens) !== null) return note
  return others.find((other) => rankOf(fold(other), tokens) !== null) ?? note
}

/** The choice of that name, else the one that has it as another name. */
function choiceNamed(name: string, choices: readonly Choice[]): Choice | undefined {
  const wanted = fold(name)
  return (
    choices.find((choice) => foldedNames(choice)[0] === wanted) ??
    choices.find((choice) => foldedNames(choice).includes(wanted))
  )
}

// Each key that is typed looks at all of them, and to fold thousands of names takes longer than a frame.
const folded = new WeakMap<Choice, readonly string[]>()

/** The name and the other names as one looks for them. */
function foldedNames(choice: Choice): readonly string[] {
  const known = folded.get(choice)
  if (known !== undefined) return known
  const names = [choice.name, ...(choice.others ?? [])].map(fold)
  folded.set(choice, names)
  return names
}

function step(from: number, by: number, length: number): number {
  return from === -1 && by === -1
    ? length - 1
    : (Math.min(from, length - 1) + by + length) % Math.max(length, 1)
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
