import type { Language } from './languages'

/**
 * Words and signs that multiply by a power of ten. The short ones are those of newsroom style books (Guardian, AP, dpa), the
 * words those of the Unicode CLDR spell-out rules. `only` names the languages a form belongs to where another language
 * uses it for something else: a French "billion" is a thousand English ones.
 */
export type Scale = {
  readonly exponent: number
  readonly forms: string
  readonly only?: readonly Language[]
  /** Only where it touches the number: "5k", "5m". */
  readonly glued?: true
  /** Only for money: "$5b", "$1.2t". */
  readonly money?: true
}

const longScale: readonly Language[] = ['de', 'fr', 'es', 'it', 'pl', 'uk', 'ru']

export const scales: readonly Scale[] = [
  { exponent: 2, forms: 'hundred', only: ['en'] },
  { exponent: 2, forms: 'hundert', only: ['de'] },
  { exponent: 3, forms: 'k', glued: true },
  {
    exponent: 3,
    forms:
      'thousand tsd тис тыс tys tausend mille тысяча тысячи тысяч тисяча тисячі тисяч tysiąc tysiące tysięcy',
  },
  { exponent: 3, forms: 'mila', only: ['it'] },
  { exponent: 3, forms: 'mil', only: ['es'] },
  { exponent: 3, forms: 'ألف آلاف الف' },
  { exponent: 3, forms: '千' },
  { exponent: 4, forms: '万 萬' },
  { exponent: 5, forms: 'lakh lakhs lac' },
  { exponent: 6, forms: 'm', glued: true },
  { exponent: 6, forms: 'mil', only: ['en'], money: true },
  {
    exponent: 6,
    forms:
      'mn mln mio million millions millionen millón millones milione milioni mill мільйон мільйона мільйони мільйонів миллион миллиона миллионы миллионов млн milion miliona miliony milionów milhão milhões',
  },
  { exponent: 6, forms: 'مليون ملايين' },
  { exponent: 7, forms: 'crore crores' },
  { exponent: 8, forms: '亿 億' },
  {
    exponent: 9,
    forms:
      'bn mrd milliard milliards milliarde milliarden miliardo miliardi мільярд мільярда мільярди мільярдів миллиард миллиарда миллиарды миллиардов млрд mld mlrd miliard miliardy miliardów md mds miliarda bilhão bilhões',
  },
  { exponent: 9, forms: 'billion billions', only: ['en'] },
  { exponent: 9, forms: 'b', glued: true, money: true },
  { exponent: 9, forms: 'مليار مليارات' },
  {
    exponent: 12,
    forms:
      'tn trn trillion trillions billionen billón billones bilione bilioni трильйон трильйона трильйони трильйонів триллион триллиона триллионы триллионов трлн bilion biliony bilionów trilhão trilhões',
  },
  { exponent: 12, forms: 'bio billion billions', only: longScale },
  { exponent: 12, forms: 't', glued: true, money: true },
  { exponent: 12, forms: 'تريليون' },
  { exponent: 12, forms: '兆' },
]
