/**
 * Currencies by ISO 4217 code (list one, 2024), with the signs and everyday words that CLDR's `currencies` gives them. A word that
 * several currencies share ("pesos", "crowns", "dirhams") is left out: it stays a noun rather than become the wrong code.
 */
export type Currency = {
  readonly code: string
  /** Signs and abbreviations, told apart by case where they are letters. */
  readonly signs?: string
  /** Words in any case. */
  readonly words?: string
}

export const currencies: readonly Currency[] = [
  {
    code: 'USD',
    signs: '$ US$ U.S.$ USD$ ＄ 美元 美金',
    words:
      'dollar|dollars|us dollar|us dollars|u.s. dollars|american dollars|dólar|dólares|dollari|dollaro|доларів|долар|долара|долари|доллар|доллара|доллары|долларов|долл|дол|dolar|dolary|dolarów|دولار|دولارات|دولار أمريكي',
  },
  {
    code: 'EUR',
    signs: '€ 欧元 歐元',
    words: 'euro|euros|євро|евро|يورو',
  },
  {
    code: 'GBP',
    signs: '£ GB£ 英镑',
    words:
      'pound|pounds|pound sterling|pounds sterling|sterling|pfund|livres sterling|libras esterlinas|sterline|фунтів|фунтов|funtów|جنيه إسترليني',
  },
  { code: 'JPY', signs: '¥ JP¥ ￥ 日元 円', words: 'yen|єн|иен|jenów' },
  { code: 'CNY', signs: 'CN¥ RMB 人民币 元', words: 'yuan|renminbi|юанів|юаней|юань|juanów' },
  {
    code: 'CHF',
    signs: 'Fr SFr Fr. sFr 瑞士法郎',
    words:
      'franc|francs|swiss franc|swiss francs|franken|schweizer franken|francs suisses|franchi svizzeri|франків|франков|franków',
  },
  {
    code: 'UAH',
    signs: '₴ 格里夫纳',
    words: 'hryvnia|hryvnias|hryvnya|hryvnyas|гривень|гривні|гривня|гривен|гривны|грн|hrywien|griwna|hrywna',
  },
  {
    code: 'RUB',
    signs: '₽ 卢布',
    words:
      'ruble|rubles|rouble|roubles|rubel|roubel|рублей|рубля|рубль|рублі|рублів|руб|rubli|rubli russi|rublos|rubli',
  },
  { code: 'PLN', signs: 'zł', words: 'zloty|zlotys|zlotych|złoty|złote|złotych|злотих|злотых' },
  { code: 'INR', signs: '₹ Rs Rs.', words: 'rupee|rupees|indian rupees|рупій|рупий' },
  { code: 'ILS', signs: '₪', words: 'shekel|shekels|schekel|шекелів|шекелей' },
  { code: 'KRW', signs: '₩ 韩元', words: 'won' },
  { code: 'TRY', signs: '₺ TL', words: 'lira|liras|turkish lira|lir' },
  { code: 'VND', signs: '₫', words: 'dong' },
  { code: 'PHP', signs: '₱', words: 'philippine pesos' },
  { code: 'NGN', signs: '₦', words: 'naira' },
  { code: 'KZT', signs: '₸', words: 'tenge|теңге|тенге' },
  { code: 'GEL', signs: '₾', words: 'lari' },
  { code: 'AUD', signs: 'A$ AU$', words: 'australian dollars' },
  { code: 'CAD', signs: 'C$ CA$ Can$', words: 'canadian dollars' },
  { code: 'NZD', signs: 'NZ$', words: 'new zealand dollars' },
  { code: 'HKD', signs: 'HK$', words: 'hong kong dollars' },
  { code: 'SGD', signs: 'S$', words: 'singapore dollars' },
  { code: 'TWD', signs: 'NT$', words: 'taiwan dollars' },
  { code: 'BRL', signs: 'R$', words: 'real|reais|reais brasileiros|reales|brazilian reais' },
  { code: 'MXN', signs: 'Mex$ MX$', words: 'mexican pesos' },
  { code: 'SEK', words: 'swedish kronor|swedish crowns|kronor|schwedische kronen' },
  { code: 'NOK', words: 'norwegian kroner|norwegian crowns' },
  { code: 'DKK', words: 'danish kroner|danish crowns' },
  { code: 'CZK', signs: 'Kč', words: 'czech crowns|czech koruna|koruna|korun' },
  { code: 'HUF', signs: 'Ft', words: 'forint|forints' },
  { code: 'RON', words: 'lei|romanian lei' },
  { code: 'BGN', words: 'lev|leva' },
  { code: 'ZAR', words: 'rand' },
  { code: 'SAR', words: 'saudi riyals|ريال سعودي' },
  { code: 'AED', words: 'uae dirhams' },
  { code: 'EGP', signs: 'E£', words: 'egyptian pounds' },
  { code: 'MDL', words: 'moldovan lei' },
  { code: 'BYN', words: 'belarusian rubles' },
]

/** "kr" alone is Swedish, Norwegian, Danish or Icelandic: the language of the text says which, else it stays a noun. */
export const krone: ReadonlyMap<string, string> = new Map([
  ['sv', 'SEK'],
  ['nb', 'NOK'],
  ['nn', 'NOK'],
  ['no', 'NOK'],
  ['da', 'DKK'],
  ['is', 'ISK'],
])

/** ISO 4217 codes that have no sign above; they count only in capitals, because "all" and "top" are codes too. */
export const currencyCodes: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ' +
    'ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL ' +
    'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN ' +
    'SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
)
/** A hundredth of a currency, where the word names one currency only. */
export const hundredths: ReadonlyMap<string, string> = new Map([
  ['pence', 'GBP'],
  ['kopecks', 'RUB'],
  ['копеек', 'RUB'],
  ['копійок', 'UAH'],
  ['groszy', 'PLN'],
])
