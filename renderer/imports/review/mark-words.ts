import type { StructureMark } from '../../../shared/model/structure'

type Kind = StructureMark['kind']

/** What marks of a kind are called, what they do to the text, and how one of them is refused. */
export const markWords: Readonly<
  Record<Kind, { heading: string; one: string; hint: string; refuse: string }>
> = {
  post: {
    heading: 'Posts',
    one: 'Post',
    hint: 'with their times, where the text tells them',
    refuse: 'No post',
  },
  heading: { heading: 'Headings', one: 'Heading', hint: 'lines that read as headings', refuse: 'No heading' },
  standfirst: {
    heading: 'Standfirst',
    one: 'Standfirst',
    hint: 'what leads into the text',
    refuse: 'No standfirst',
  },
  caption: {
    heading: 'Captions',
    one: 'Caption',
    hint: 'of pictures that are not here',
    refuse: 'No caption',
  },
  frame: { heading: 'Frame', one: 'Frame', hint: 'dimmed, not removed', refuse: 'Bring back' },
  repeat: {
    heading: 'Repeated passages',
    one: 'Repeat',
    hint: 'the second copy is folded',
    refuse: 'Not a repeat',
  },
  summary: {
    heading: 'Recaps',
    one: 'Recap',
    hint: 'say again what the text says elsewhere',
    refuse: 'No recap',
  },
  quote: {
    heading: 'Quotations without marks',
    one: 'Quotation',
    hint: 'printed as paragraphs of their own',
    refuse: 'No quotation',
  },
  reference: {
    heading: 'References to posts',
    one: 'Reference',
    hint: 'such as “see post 14.36”',
    refuse: 'No reference',
  },
  unrelated: {
    heading: 'Second article',
    one: 'Second article',
    hint: 'stuck to the first',
    refuse: 'Belongs to it',
  },
}
