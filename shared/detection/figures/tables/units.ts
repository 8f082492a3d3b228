/**
 * Units of measurement and the forms that stand for them (symbols of the International System of Units, CLDR `units`). Symbols
 * are told apart by case, words are not. A count of things has no entry here: its unit is the noun the text uses.
 */
export type Unit = {
  readonly unit: string
  readonly symbols?: string
  readonly words?: string
  /** The written number is divided by this power of ten: a basis point is a hundredth of a percentage point. */
  readonly shift?: number
}

export const PERCENT = '%'
export const POINTS = 'percentage points'
export const TIMES = 'times'

export const units: readonly Unit[] = [
  {
    unit: PERCENT,
    symbols: '% ％ ٪ v.H.',
    words:
      'percent|per cent|pct|pc|prozent|pour cent|por ciento|per cento|відсотків|відсотками|відсотка|відсотки|відсоток|процентів|процентов|процентами|процента|процент|проценты|procent|proc|في المئة|في المائة|بالمئة|بالمائة',
  },
  { unit: PERCENT, symbols: '‰', words: 'per mille|per mil|promille', shift: -1 },
  {
    unit: POINTS,
    symbols: 'pp p.p. ppt pps п.п. 个百分点',
    words:
      'percentage point|percentage points|percent points|prozentpunkt|prozentpunkte|prozentpunkten|points de pourcentage|point de pourcentage|puntos porcentuales|punti percentuali|відсоткових пунктів|відсоткові пункти|відсоткового пункту|процентных пунктов|процентных пункта|процентного пункта|punktów procentowych|punkty procentowe|punkt procentowy|punktu procentowego',
  },
  {
    unit: POINTS,
    symbols: 'bp bps',
    words:
      'basis point|basis points|basispunkt|basispunkte|basispunkten|points de base|puntos básicos|punti base|базисных пунктов|базисних пунктів|punktów bazowych',
    shift: -2,
  },
  {
    unit: TIMES,
    symbols: 'x X × 倍',
    words: 'times|fold|mal|fois|veces|volte|рази|разів|раза|раз|razy|fach',
  },
  {
    unit: 'km',
    symbols: 'km км',
    words:
      'kilometre|kilometres|kilometer|kilometers|kilometern|kilomètre|kilomètres|kilómetro|kilómetros|chilometro|chilometri|кілометр|кілометри|кілометрів|километр|километра|километров|kilometrów|kilometry|公里',
  },
  {
    unit: 'm',
    symbols: 'm м',
    words:
      'metre|metres|meter|meters|metern|mètre|mètres|metro|metros|metri|метр|метра|метри|метрів|метров|metrów|metry',
  },
  {
    unit: 'cm',
    symbols: 'cm см',
    words: 'centimetre|centimetres|centimeter|centimeters|zentimeter|centimètres|centímetros|centimetri',
  },
  { unit: 'mm', symbols: 'mm мм', words: 'millimetre|millimetres|millimeter|millimeters' },
  { unit: 'miles', words: 'mile|miles|meilen|millas|miglia|миль' },
  { unit: 'feet', symbols: 'ft', words: 'foot|feet' },
  {
    unit: 'km²',
    symbols: 'km² km2 км²',
    words:
      'square kilometre|square kilometres|square kilometer|square kilometers|sq km|quadratkilometer|quadratkilometern|kilomètres carrés|kilómetros cuadrados|chilometri quadrati|квадратних кілометрів|квадратных километров|кв км|kilometrów kwadratowych|平方公里',
  },
  {
    unit: 'm²',
    symbols: 'm² m2 м²',
    words:
      'square metre|square metres|square meter|square meters|quadratmeter|mètres carrés|metros cuadrados|metri quadrati|квадратних метрів|квадратных метров',
  },
  { unit: 'square miles', words: 'square mile|square miles|sq miles' },
  {
    unit: 'm³',
    symbols: 'm³ м³',
    words:
      'cubic metre|cubic metres|cubic meter|cubic meters|kubikmeter|mètres cubes|metros cúbicos|metri cubi|кубічних метрів|кубометрів|кубометров|кубических метров',
  },
  { unit: 'bcm', symbols: 'bcm' },
  {
    unit: 'ha',
    symbols: 'ha га',
    words: 'hectare|hectares|hektar|hectáreas|ettari|гектарів|гектаров|hektarów',
  },
  { unit: 'acres', words: 'acre|acres' },
  {
    unit: 'tonnes',
    symbols: 't т',
    words:
      'tonne|tonnes|metric ton|metric tons|metric tonnes|tonnen|toneladas|tonnellate|тонн|тонни|тонна|тонны|ton|طن|吨',
  },
  { unit: 'tons', words: 'tons|short tons' },
  {
    unit: 'kg',
    symbols: 'kg кг',
    words:
      'kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|kilogramm|kilogramos|chilogrammi|кілограмів|кілограм|килограммов|килограмм|kilogramów',
  },
  { unit: 'g', symbols: 'g', words: 'gram|grams|gramme|grammes|gramm' },
  { unit: 'lb', symbols: 'lb lbs' },
  {
    unit: 'barrels',
    symbols: 'bbl',
    words: 'barrel|barrels|fass|barils|barriles|barili|барелів|баррелей|baryłek|桶',
  },
  { unit: 'litres', words: 'litre|litres|liter|liters|litern|litros|litri|літрів|литров|litrów' },
  { unit: 'W', symbols: 'W', words: 'watt|watts' },
  { unit: 'kW', symbols: 'kW кВт', words: 'kilowatt|kilowatts|кіловат|киловатт' },
  { unit: 'MW', symbols: 'MW МВт', words: 'megawatt|megawatts|mégawatts|megavatios|мегават|мегаватт' },
  { unit: 'GW', symbols: 'GW ГВт', words: 'gigawatt|gigawatts|gigavatios|гігават|гигаватт|gigawatów' },
  { unit: 'TW', symbols: 'TW', words: 'terawatt|terawatts' },
  { unit: 'kWh', symbols: 'kWh', words: 'kilowatt hour|kilowatt hours|kilowattstunden' },
  { unit: 'MWh', symbols: 'MWh', words: 'megawatt hour|megawatt hours|megawattstunden' },
  { unit: 'GWh', symbols: 'GWh', words: 'gigawatt hour|gigawatt hours|gigawattstunden' },
  { unit: 'TWh', symbols: 'TWh', words: 'terawatt hour|terawatt hours|terawattstunden' },
  { unit: 'bpd', symbols: 'bpd b/d' },
  { unit: 'mph', symbols: 'mph' },
  { unit: 'km per hour', symbols: 'km/h kph kmh' },
  { unit: '°C', symbols: '°C ℃ C', words: 'degrees celsius|degrees centigrade|grad celsius' },
  { unit: '°F', symbols: '°F', words: 'degrees fahrenheit' },
  { unit: 'GB', symbols: 'GB', words: 'gigabyte|gigabytes' },
  { unit: 'TB', symbols: 'TB', words: 'terabyte|terabytes' },
  { unit: 'people', symbols: '人' },
]

/** What a price or a rate can be per, by the noun we write. "$50 a barrel" and "50 Dollar pro Fass" are one unit. */
export const rateNouns: Readonly<Record<string, string>> = {
  barrel: 'barrel|fass|baril|barril|barile|барель|баррель|baryłkę|baryłka',
  year: 'year|annum|jahr|an|année|año|anno|рік|год|rok|annually|yearly|年',
  month: 'month|monat|mois|mes|mese|місяць|месяц|miesiąc|monthly|月',
  week: 'week|woche|semaine|semana|settimana|тиждень|неделю|tydzień|weekly',
  day: 'day|tag|jour|día|giorno|день|добу|сутки|dzień|dobę|daily',
  hour: 'hour|stunde|heure|hora|ora|годину|час|godzinę',
  minute: 'minute|минуту|хвилину|minutę',
  second: 'second|sekunde|seconde|segundo|secondo|секунду|sekundę',
  head: 'head|kopf|tête|cabeza',
  capita: 'capita|capite',
  person: 'person|personne|persona|людину|человека|osobę',
  inhabitant: 'inhabitant|einwohner|habitant|habitante|abitante|жителя|mieszkańca',
  household: 'household|haushalt|ménage|hogar|famiglia',
  tonne: 'tonne|tonnellata|tonelada|тонну|tonę',
  ton: 'ton',
  kilo: 'kilo|kg|kilogram|kilogramm|килограмм|кілограм',
  litre: 'litre|liter|litro|літр|литр|litr',
  gallon: 'gallon',
  share: 'share|aktie|action|acción|azione',
  ounce: 'ounce|unze|once',
  MWh: 'mwh|megawattstunde',
  kWh: 'kwh|kilowattstunde',
  mile: 'mile',
  km: 'km|kilometre|kilometer',
  worker: 'worker',
  pupil: 'pupil|schüler',
  soldier: 'soldier',
  night: 'night|nacht|nuit|noche|ніч|ночь',
  piece: 'piece|stück|unit',
}
