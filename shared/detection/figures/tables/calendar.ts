/** Months, in full and short, of the languages known here (CLDR `ca-gregorian`). A number beside one is a date. */
export const months: ReadonlySet<string> = new Set(
  (
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'januar jänner februar märz mai juni juli oktober dezember okt dez ' +
    'janvier février mars avril juin juillet août septembre octobre novembre décembre ' +
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ' +
    'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre ' +
    'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень ' +
    'января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь ' +
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia ' +
    'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'
  ).split(' '),
)

export const weekdays: ReadonlySet<string> = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo'
  ).split(' '),
)

/** What follows a number that is a clock time. */
export const clockWords: ReadonlySet<string> = new Set(
  "am pm uhr o'clock gmt utc cet est edt hrs bst годині часов утра вечера ранку вечора".split(' '),
)

/** A year after one of these stands for a date, not for a count. */
export const yearIntroductions: ReadonlySet<string> = new Set(
  (
    'in by since from until till before after during of the early late mid for to and through a this between autumn spring summer winter fall ' +
    'im seit bis ab vor nach jahr en depuis avant après fin début desde hasta antes año nel dal dopo anno у в з до від після році с от после году год w od do po roku рік ' +
    'circa copyright'
  ).split(' '),
)

/** Units of time. A length of time is a figure, an age or "three years ago" is not. */
export const timeUnits: ReadonlySet<string> = new Set(
  (
    'second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights week weeks fortnight month months year years yr yrs decade decades century centuries generation generations ' +
    'sekunden minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren jahrzehnte ' +
    'secondes heure heures jour jours semaine semaines mois an ans année années ' +
    'segundos minutos hora horas día días semana semanas mes meses año años ' +
    'secondi minuti ora ore giorno giorni settimana settimane mese mesi anno anni ' +
    'секунд хвилин годин години днів дні тижнів місяців місяці років роки рік секунда минут часов часа дней дня недель месяцев месяца лет года год ' +
    'sekund minut godzin dni tygodni miesięcy lat lata rok'
  ).split(' '),
)

/** A length of time that one of these follows is a date told from today. */
export const relativeAfter: ReadonlySet<string> = new Set(
  'ago earlier later old before after hence back since prior alt zuvor später auparavant antes después fa prima dopo тому назад temu wcześniej później'.split(
    ' ',
  ),
)

/** A length of time that one of these precedes is a date told from today. */
export const relativeBefore: ReadonlySet<string> = new Set(
  'last past next previous coming recent first vor letzten vergangenen nächsten derniers dernières prochains últimos últimas próximos hace scorsi ultimi prossimi останні последние остання'.split(
    ' ',
  ),
)

/** What says that a date lies ahead: "will meet on Thursday", "are set to meet". */
export const aheadWords: readonly string[] = [
  'will',
  'would',
  'shall',
  'to be',
  'is to',
  'are to',
  'set to',
  'likely to',
  'going to',
  'hopes to',
  'hoped to',
  'plans to',
  'due',
  'planned',
  'scheduled',
  'expected',
]
