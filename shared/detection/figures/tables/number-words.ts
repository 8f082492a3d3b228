import type { Language } from './languages'

/** Number words below a hundred (and Slavic and Spanish hundreds), from the CLDR spell-out rules. */
const simple: Readonly<Record<Language, string>> = {
  en: 'zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90',
  de: 'null=0 halbe=0.5 halben=0.5 anderthalb=1.5 eineinhalb=1.5 zweieinhalb=2.5 dreieinhalb=3.5 ein=1 eine=1 einer=1 einem=1 einen=1 eins=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 dreissig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 zweihundert=200 dreihundert=300 vierhundert=400 fünfhundert=500 sechshundert=600 siebenhundert=700 achthundert=800 neunhundert=900 zweitausend=2000 dreitausend=3000 fünftausend=5000 zehntausend=10000',
  fr: 'zéro=0 demi=0.5 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90',
  es: 'cero=0 medio=0.5 media=0.5 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 ciento=100 cien=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 quinientos=500 quinientas=500 seiscientos=600 setecientos=700 ochocientos=800 novecientos=900',
  it: 'zero=0 mezzo=0.5 un=1 uno=1 una=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 trenta=30 quaranta=40 cinquanta=50 sessanta=60 settanta=70 ottanta=80 novanta=90 duecento=200 trecento=300 quattrocento=400 cinquecento=500 seicento=600 settecento=700 ottocento=800 novecento=900 duemila=2000 tremila=3000 cinquemila=5000 diecimila=10000',
  uk: "нуль=0 пів=0.5 півтора=1.5 півтори=1.5 один=1 одна=1 одного=1 два=2 дві=2 двох=2 три=3 трьох=3 чотири=4 чотирьох=4 п'ять=5 п'яти=5 шість=6 шести=6 сім=7 семи=7 вісім=8 восьми=8 дев'ять=9 десять=10 десяти=10 одинадцять=11 дванадцять=12 тринадцять=13 чотирнадцять=14 п'ятнадцять=15 шістнадцять=16 сімнадцять=17 вісімнадцять=18 дев'ятнадцять=19 двадцять=20 тридцять=30 сорок=40 п'ятдесят=50 шістдесят=60 сімдесят=70 вісімдесят=80 дев'яносто=90 сто=100 двісті=200 триста=300 чотириста=400 п'ятсот=500 шістсот=600 сімсот=700 вісімсот=800 дев'ятсот=900",
  ru: 'ноль=0 пол=0.5 полтора=1.5 полторы=1.5 один=1 одна=1 одного=1 два=2 две=2 двух=2 три=3 трех=3 трёх=3 четыре=4 четырех=4 четырёх=4 пять=5 пяти=5 шесть=6 шести=6 семь=7 семи=7 восемь=8 восьми=8 девять=9 девяти=9 десять=10 десяти=10 одиннадцать=11 двенадцать=12 тринадцать=13 четырнадцать=14 пятнадцать=15 шестнадцать=16 семнадцать=17 восемнадцать=18 девятнадцать=19 двадцать=20 двадцати=20 тридцать=30 тридцати=30 сорок=40 пятьдесят=50 шестьдесят=60 семьдесят=70 восемьдесят=80 девяносто=90 сто=100 ста=100 двести=200 триста=300 четыреста=400 пятьсот=500 шестьсот=600 семьсот=700 восемьсот=800 девятьсот=900',
  pl: 'zero=0 pół=0.5 półtora=1.5 półtorej=1.5 jeden=1 jedna=1 jednego=1 dwa=2 dwie=2 dwóch=2 trzy=3 trzech=3 cztery=4 czterech=4 pięć=5 pięciu=5 sześć=6 sześciu=6 siedem=7 siedmiu=7 osiem=8 ośmiu=8 dziewięć=9 dziewięciu=9 dziesięć=10 dziesięciu=10 jedenaście=11 dwanaście=12 trzynaście=13 czternaście=14 piętnaście=15 szesnaście=16 siedemnaście=17 osiemnaście=18 dziewiętnaście=19 dwadzieścia=20 dwudziestu=20 trzydzieści=30 czterdzieści=40 pięćdziesiąt=50 sześćdziesiąt=60 siedemdziesiąt=70 osiemdziesiąt=80 dziewięćdziesiąt=90 sto=100 stu=100 dwieście=200 trzysta=300 czterysta=400 pięćset=500 sześćset=600 siedemset=700 osiemset=800 dziewięćset=900',
  zh: '零=0 一=1 二=2 两=2 三=3 四=4 五=5 六=6 七=7 八=8 九=9',
  ar: 'واحد=1 اثنان=2 ثلاثة=3 أربعة=4 خمسة=5 ستة=6 سبعة=7 ثمانية=8 تسعة=9 عشرة=10 عشرون=20 ثلاثون=30 أربعون=40 خمسون=50',
}

/** Words that multiply what stands before them within a number below a thousand. */
const multipliers: Partial<Readonly<Record<Language, string>>> = {
  en: 'hundred=100',
  de: 'hundert=100 einhundert=100 dutzend=12',
  fr: 'cent=100 cents=100 vingts=20',
  it: 'cento=100',
  zh: '十=10 百=100',
}

/** Words for a fixed number that is more than a digit: "a dozen". */
const collective: Partial<Readonly<Record<Language, string>>> = {
  en: 'dozen=12 score=20',
  de: 'dutzend=12',
  fr: 'douzaine=12',
  es: 'docena=12',
  it: 'dozzina=12',
  uk: 'дюжина=12',
  ru: 'дюжина=12',
  pl: 'tuzin=12',
}

/** Words for a round number that nobody counted: "a couple of", "une dizaine". */
const rounded: Partial<Readonly<Record<Language, string>>> = {
  en: 'couple=2',
  fr: 'dizaine=10 quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 soixantaine=60 centaine=100 millier=1000',
  es: 'decena=10 veintena=20 treintena=30 centenar=100 millar=1000',
  it: 'decina=10 quindicina=15 ventina=20 trentina=30 quarantina=40 cinquantina=50 centinaio=100 migliaio=1000',
  uk: 'десяток=10',
  ru: 'десяток=10',
}

/** Plurals that name no number but the least there can be: "dozens" are at least twelve. */
const vague: Partial<Readonly<Record<Language, string>>> = {
  en: 'tens=1e1 dozens=12 scores=20 hundreds=1e2 thousands=1e3 millions=1e6 billions=1e9 trillions=1e12',
  de: 'dutzende=12 dutzenden=12 hunderte=1e2 hunderten=1e2 hunderttausende=1e5 zehntausende=1e4 tausende=1e3 tausenden=1e3 millionen=1e6 milliarden=1e9',
  fr: 'dizaines=1e1 douzaines=12 centaines=1e2 milliers=1e3 millions=1e6 milliards=1e9',
  es: 'decenas=1e1 docenas=12 cientos=1e2 centenares=1e2 miles=1e3 millones=1e6',
  it: 'decine=1e1 dozzine=12 centinaia=1e2 migliaia=1e3 milioni=1e6 miliardi=1e9',
  uk: 'десятки=1e1 десятків=1e1 сотні=1e2 сотень=1e2 тисячі=1e3 мільйони=1e6 мільярди=1e9',
  ru: 'десятки=1e1 десятков=1e1 сотни=1e2 сотен=1e2 тысячи=1e3 миллионы=1e6 миллиарды=1e9',
  pl: 'dziesiątki=1e1 dziesiątek=1e1 setki=1e2 setek=1e2 tysiące=1e3 miliony=1e6 miliardy=1e9',
}

/** What follows a vague count of its own: "several hundred", "a few thousand". */
const indefinite: Partial<Readonly<Record<Language, string>>> = {
  en: 'several few many',
  de: 'mehrere einige',
  fr: 'plusieurs quelques',
  es: 'varios varias algunos',
  it: 'alcune alcuni diversi',
  uk: 'кілька декілька',
  ru: 'несколько',
  pl: 'kilka kilkaset',
}

/** Denominators: a part of one, in per cent. Those that are ordinals or coins too need a number before them. */
const fractions: Partial<Readonly<Record<Language, string>>> = {
  en: 'half=2 halves=2 third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifth=5 fifths=5 sixth=6 sixths=6 seventh=7 sevenths=7 eighth=8 eighths=8 ninth=9 ninths=9 tenth=10 tenths=10 twelfth=12 twelfths=12 twentieth=20 twentieths=20 thirtieth=30 fortieth=40 fiftieth=50 hundredth=100 hundredths=100 thousandth=1000 thousandths=1000',
  de: 'hälfte=2 drittel=3 viertel=4 fünftel=5 sechstel=6 siebtel=7 achtel=8 neuntel=9 zehntel=10 zwölftel=12 zwanzigstel=20 dreißigstel=30 fünfzigstel=50 hundertstel=100 tausendstel=1000',
  fr: 'moitié=2 tiers=3 quart=4 quarts=4 cinquième=5 cinquièmes=5 sixième=6 dixième=10 dixièmes=10 vingtième=20 vingtièmes=20 centième=100 millième=1000',
  es: 'mitad=2 tercio=3 tercios=3 tercera=3 terceras=3 cuarto=4 cuartos=4 cuarta=4 quinto=5 quinta=5 quintos=5 quintas=5 décimo=10',
  it: 'metà=2 terzo=3 terzi=3 quarto=4 quarti=4 quinto=5 quinti=5 decimo=10 decimi=10',
  uk: "половина=2 половину=2 половини=2 третина=3 третину=3 третини=3 чверть=4 чверті=4 п'ята=5 п'яту=5 п'ятих=5",
  ru: 'половина=2 половину=2 половины=2 треть=3 трети=3 третьих=3 четверть=4 четверти=4 пятая=5 пятую=5 пятых=5',
  pl: 'połowa=2 połowę=2 połowy=2 trzecia=3 trzecią=3 trzecie=3 czwarta=4 czwartą=4 czwarte=4 piąta=5 piątą=5 piąte=5',
}

/** Fractions that need no number before them: "half of", "die Hälfte", "a third of". */
const aloneFractions: Partial<Readonly<Record<Language, string>>> = {
  en: 'half',
  de: 'hälfte',
  fr: 'moitié',
  es: 'mitad',
  it: 'metà',
  uk: 'половина половину половини третина третину третини чверть чверті',
  ru: 'половина половину половины треть трети четверть четверти',
  pl: 'połowa połowę połowy',
}

/** Words that say how many times as much. */
const multiples: Partial<Readonly<Record<Language, string>>> = {
  en: 'twice=2 thrice=3 twofold=2 threefold=3 fourfold=4 fivefold=5 sixfold=6 sevenfold=7 eightfold=8 ninefold=9 tenfold=10 double=2 doubled=2 triple=3 tripled=3 quadruple=4 quadrupled=4',
  de: 'doppelte=2 doppelt=2 dreifache=3 dreifach=3 vierfache=4 fünffache=5 zehnfache=10 zweimal=2 dreimal=3 viermal=4 fünfmal=5 zehnmal=10',
  fr: 'double=2 triple=3 quadruple=4',
  es: 'doble=2 triple=3 cuádruple=4',
  it: 'doppio=2 triplo=3 quadruplo=4',
  uk: 'удвічі=2 вдвічі=2 утричі=3 втричі=3 вчетверо=4',
  ru: 'вдвое=2 втрое=3 вчетверо=4 вдесятеро=10',
  pl: 'dwukrotnie=2 trzykrotnie=3 czterokrotnie=4 pięciokrotnie=5',
}

export type NumberWords = {
  readonly simple: ReadonlyMap<string, number>
  readonly multipliers: ReadonlyMap<string, number>
  readonly collective: ReadonlyMap<string, number>
  readonly rounded: ReadonlyMap<string, number>
  readonly vague: ReadonlyMap<string, number>
  readonly indefinite: ReadonlySet<string>
  readonly fractions: ReadonlyMap<string, number>
  readonly aloneFractions: ReadonlySet<string>
  readonly multiples: ReadonlyMap<string, number>
}

/** The number words of one language, compounds included. */
export function numberWordsOf(language: Language): NumberWords {
  return {
    simple: new Map([...pairs(simple[language]), ...compounds(language)]),
    multipliers: pairs(multipliers[language]),
    collective: pairs(collective[language]),
    rounded: pairs(rounded[language]),
    vague: pairs(vague[language]),
    indefinite: listed(indefinite[language]),
    fractions: pairs(fractions[language]),
    aloneFractions: listed(aloneFractions[language]),
    multiples: pairs(multiples[language]),
  }
}

function pairs(table: string | undefined): Map<string, number> {
  return new Map(
    (table?.split(' ') ?? []).map((entry) => {
      const [word = '', value] = entry.split('=')
      return [word, Number(value)]
    }),
  )
}

function listed(table: string | undefined): ReadonlySet<string> {
  return new Set(table?.split(' '))
}

/** German and Italian write 21 to 99 as one word: "fünfundzwanzig", "ventuno". */
function compounds(language: Language): [string, number][] {
  if (language !== 'de' && language !== 'it') return []
  const known = [...pairs(simple[language])]
  const ones = known.filter(
    ([word, value]) => value > 0 && value < 10 && !/^(eine.*|eins|una|uno)$/.test(word),
  )
  const tens = known.filter(([, value]) => value >= 20 && value < 100 && value % 10 === 0)
  return tens.flatMap(([ten, high]) =>
    (language === 'it' ? [...ones, ['uno', 1] as const] : ones).map(([one, low]): [string, number] => [
      language === 'de' ? `${one}und${ten}` : `${/^[uo]/.test(one) ? ten.slice(0, -1) : ten}${one}`,
      high + low,
    ]),
  )
}
