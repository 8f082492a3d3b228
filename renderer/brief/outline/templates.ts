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
    what: 'What happened, who says what and which figures stand, in the order of time.',
  },
  {
    template: 'fact-check',
    name: 'Fact check',
    what: 'Each claim with how many independent origins it has, and what speaks against it.',
  },
  {
    template: 'position-paper',
    name: 'Position paper',
    what: 'Who stands where on each issue, in their own words.',
  },
  {
    template: 'source-comparison',
    name: 'Source comparison',
    what: 'What each source reports and leaves out, side by side.',
  },
  {
    template: 'annotated-bibliography',
    name: 'Annotated bibliography',
    what: 'Every source with its details and what was tagged in it.',
  },
]
