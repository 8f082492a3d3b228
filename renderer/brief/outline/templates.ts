import type { BriefTemplate } from '../../../shared/model/brief'

/** What a brief can begin with beside a blank page: its name, and what it makes of the annotations. */
export const templates: readonly {
  readonly template: Exclude<BriefTemplate, 'blank'>
  readonly name: string
  readonly what: string
}[] = [
  {
    template: 'situation-brief',
    name: 'Situation brief',
    what: 'What is asked, agreed and reported, the figures, who wants what, and what stays open.',
  },
  {
    template: 'fact-check',
    name: 'Fact check',
    what: 'The claim that most is said about, what speaks for and against it, and where it comes from.',
  },
  {
    template: 'position-paper',
    name: 'Position paper',
    what: 'Who stands where on each issue, in their own words, on which conditions, and who moved.',
  },
  {
    template: 'source-comparison',
    name: 'Source comparison',
    what: 'What each source has, the same figures in several, and where their words differ.',
  },
  {
    template: 'annotated-bibliography',
    name: 'Annotated bibliography',
    what: 'Each source with its details, its strongest passages and the memos on them.',
  },
]
