import { ALIKE, type Findings } from '../../../shared/contract/intake'
import { commandWords } from '../../../shared/model/command-words'
import { oneLine } from './excerpt-words'

/** What is to be decided about a text, each with the commands that do it. */
export function questionLines({ split, alike }: Pick<Findings, 'split' | 'alike'>, source: string): string[] {
  return [
    ...(split === null
      ? []
      : [
          `A second article begins with “${oneLine(split.heading)}”; ${commandWords(`split ${source} ${split.at}`)} makes it a source of its own, ${commandWords(`review refuse ${source} unrelated`)} keeps it as one.`,
        ]),
    ...alike.map(
      ({ source: other, title, share }) =>
        `${share < ALIKE ? 'From the same address as' : `Shares ${Math.floor(share * 100)} % with`} “${oneLine(title)}”; ${commandWords(`version add ${other} ${source}`)} makes it a new version of that, ${commandWords(`alike ${source} --as separate`)} keeps both, ${commandWords(`remove ${source}`)} takes it away.`,
    ),
  ]
}
