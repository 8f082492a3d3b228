import { useId, useState } from 'react'
import type { BriefTemplate } from '../../../shared/model/brief'
import { anyExcerpt, type ExcerptFilter } from '../../../shared/model/excerpts'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useCodebook } from '../../state/codebook'
import { Dialog } from '../../ui/Dialog'
import { FilterFields } from '../../ui/excerpt-filter/FilterFields'
import { chipsOf } from '../../ui/excerpt-filter/filter-chips'
import { Icon } from '../../ui/Icon'
import { templates } from './templates'

export type Drafted = {
  readonly template: BriefTemplate
  readonly name: string
  readonly filter: ExcerptFilter
}

type Props = {
  readonly sources: readonly SourceSummary[]
  readonly onCreate: (drafted: Drafted) => void
  readonly onClose: () => void
}

/** Chooses what a new brief begins with, and from which annotations it is drafted. */
export function TemplateDialog({ sources, onCreate, onClose }: Props) {
  const id = useId()
  const { nameOf } = useCodebook()
  const [first] = templates
  const [chosen, setChosen] = useState(first?.template)
  const [filter, setFilter] = useState(anyExcerpt)
  const [narrowing, setNarrowing] = useState(false)
  const titles = new Map(sources.map((source) => [source.id, source.title]))
  const chips = chipsOf(filter, { nameOf, titleOf: (source) => titles.get(source) ?? null })
  return (
    <Dialog title="New brief from a template" onClose={onClose} className="template-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const found = templates.find(({ template }) => template === chosen)
          if (found !== undefined) onCreate({ ...found, filter })
        }}
      >
        <fieldset className="templates">
          <legend className="sr">Template</legend>
          {templates.map(({ template, name, what }) => (
            <label key={template}>
              <input
                type="radio"
                name={`${id}-template`}
                checked={template === chosen}
                onChange={() => setChosen(template)}
              />
              <b>{name}</b>
              <small>{what}</small>
            </label>
          ))}
        </fieldset>
        <div className="from-what">
          <button
            type="button"
            className="btn quiet small"
            aria-expanded={narrowing}
            aria-controls={`${id}-filter`}
            onClick={() => setNarrowing(!narrowing)}
          >
            <Icon name="sort" size={14} />
            {chips.length === 0 ? 'From all annotations' : 'From those that fit'}
          </button>
          <div className="filter-chips">
            {chips.map(({ key, words, without }) => (
              <button key={key} type="button" className="filter-chip" onClick={() => setFilter(without)}>
                <span className="sr">Take away: </span>
                <span dir="auto">{words}</span>
                <Icon name="x" size={10} />
              </button>
            ))}
          </div>
        </div>
        <div id={`${id}-filter`} className="template-filter" hidden={!narrowing}>
          <FilterFields
            filter={filter}
            sources={sources}
            onFilter={(wanted) => setFilter({ ...filter, ...wanted })}
          />
        </div>
        <div className="acts">
          <button type="button" className="btn line" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn main">
            Draft the brief
          </button>
        </div>
      </form>
    </Dialog>
  )
}
