/** Names of the twelve months in order, in full and short, of the languages known here (CLDR `ca-gregorian`). */
const inOrder: readonly string[] = [
  'january jan januar jänner janvier enero gennaio января январь янв січня січень січ stycznia يناير كانون_الثاني',
  'february feb februar févr février febrero febbraio февраля февраль фев лютого лютий лют lutego فبراير شباط',
  'march mar märz mars marzo марта март мар березня березень бер marca مارس آذار',
  'april apr avril avr abril abr aprile апреля апрель апр квітня квітень квіт kwietnia أبريل ابريل نيسان',
  'may mai mayo maggio мая май травня травень трав maja مايو أيار ايار',
  'june jun juni juin junio giugno июня июнь июн червня червень черв czerwca يونيو حزيران',
  'july jul juli juillet juil julio luglio июля июль июл липня липень лип lipca يوليو تموز',
  'august aug août agosto ago августа август авг серпня серпень серп sierpnia أغسطس اغسطس آب',
  'september sept sep septembre septiembre settembre сентября сентябрь сен сент вересня вересень вер września سبتمبر أيلول',
  'october oct oktober okt octobre octubre ottobre октября октябрь окт жовтня жовтень жовт października أكتوبر اكتوبر تشرين_الأول',
  'november nov novembre noviembre ноября ноябрь ноя листопада листопад лист listopada نوفمبر تشرين_الثاني',
  'december dec dezember dez décembre déc diciembre dic dicembre декабря декабрь дек грудня грудень груд grudnia ديسمبر كانون_الأول',
]

/** From a name in lower case to the number of its month, from 1. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  inOrder.flatMap((names, index) =>
    names.split(' ').map((name): [string, number] => [name.replace('_', ' '), index + 1]),
  ),
)

/** Names of the seven days, from Sunday. */
const daysInOrder: readonly string[] = [
  'sunday sun sonntag dimanche domingo domenica воскресенье неділя الأحد',
  'monday mon montag lundi lunes lunedì понедельник понеділок الاثنين الإثنين',
  'tuesday tue tues dienstag mardi martes martedì вторник вівторок الثلاثاء',
  'wednesday wed mittwoch mercredi miércoles mercoledì среда середа الأربعاء',
  'thursday thu thur thurs donnerstag jeudi jueves giovedì четверг четвер الخميس',
  "friday fri freitag vendredi viernes venerdì пятница п'ятниця п’ятниця الجمعة",
  'saturday sat samstag samedi sábado sabato суббота субота السبت',
]

/** From a name in lower case to the number of its day of the week, from 0 for Sunday. */
export const weekdayNumbers: ReadonlyMap<string, number> = new Map(
  daysInOrder.flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index])),
)
