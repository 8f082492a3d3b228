/** A number after one of these names a place, an edition or a thing: "page 12", "Article 5", "Nr. 7". It counts nothing. */
export const references: ReadonlySet<string> = new Set(
  (
    'page pages pp p chapter section sections article articles paragraph para item items no nos number version v phase step line room flight channel block table figure fig annex appendix clause rule act bill ' +
    'post point question volume vol issue part title resolution protocol route highway road exit gate level tier grade class type model series season episode day week round stage group unit sector district zone ' +
    'house building apartment suite box tel phone call fax ext extension code postcode zip isbn id ref ' +
    'seite kapitel abschnitt artikel absatz nummer nr ziffer raum zimmer gruppe phase paragraf § ' +
    'chapitre paragraphe numéro étape página páginas capítulo artículo sección número pagina capitolo articolo numero ' +
    'сторінка стор с розділ стаття статті пункт номер страница стр глава статья статьи пункта № strona str rozdział artykuł art punkt numer nº n° 第'
  ).split(' '),
)

/** Things a text names by pairs or threes without counting them: "two sides", "one point". */
export const looseNouns: ReadonlySet<string> = new Set(
  'sides side things thing ways way parts hands hand halves ends fronts point points another thirds sorts kinds terms words areas'.split(
    ' ',
  ),
)

/** A number before one of these stands for people or things named already: "the two leaders". */
export const definite: ReadonlySet<string> = new Set(
  'the these those both all its their his her our my your other latter former first last every each any no die den der diese beiden les ces los las estos le i gli ці эти te'.split(
    ' ',
  ),
)

/** Words that end the search for the noun that is counted. */
export const nounStops: ReadonlySet<string> = new Set(
  (
    'the a an and or but of to in on at by for from with without into over under after before since until as than that which who whom whose when where while because if so is was are were be been being has have had do does did will would can could may might must shall should not no it its he his she her they their them we our you your i my this these those there here also yet still just only even last next more less ' +
    'says said say told tells added adds according among between during through across against about around per via amid including versus vs ' +
    'killed died dead injured wounded remain remained remains rose fell grew came went got made makes took takes gets goes comes becomes became reached told seems appears means ' +
    'der die das den dem des ein eine einer und oder aber von zu in im an am auf bei für mit ohne nach vor seit bis als ist sind war waren wird werden wurde wurden hat haben nicht auch sich ' +
    'le la les un une et ou mais de du des à au aux en dans par pour sur avec sans est sont a ont été que qui ' +
    'el los las y o pero del al con sin por para es son fue fueron ha han que ' +
    'il lo gli e ed ma di che con senza per su tra fra è sono ha hanno ' +
    'і та й або але у в на з із до від за про що як є був було були не и или но с из от о по что это был была были ' +
    'i oraz lub ale w na z ze do od za o po że jest są był była były nie ' +
    'في من على إلى أن عن مع'
  ).split(' '),
)

/** Plurals without an "s" and words that count without one. */
export const irregularPlurals: ReadonlySet<string> = new Set(
  'people personnel troops men women children aircraft police staff cattle sheep fish crew infantry youth clergy offspring feet teeth mice geese oxen servicemen servicewomen policemen policewomen firefighters lawmakers businessmen frenchmen spacecraft hovercraft deer media criteria phenomena data'.split(
    ' ',
  ),
)

/** "Control over two villages": after these words "over" says of what, not how many. */
export const overNouns: ReadonlySet<string> = new Set(
  'control power row dispute talks war fight battle concern concerns authority jurisdiction victory advantage lead protest protests anger clash clashes argument debate sovereignty rule'.split(
    ' ',
  ),
)

/** One of these is a count although it is only one: "one person was killed". */
export const countedOne: ReadonlySet<string> = new Set(
  'person man woman child boy girl soldier civilian officer firefighter worker death fatality casualty drone missile case patient passenger victim'.split(
    ' ',
  ),
)

/** Words with an "s" at their end that are no plural. */
export const noPlurals: ReadonlySet<string> = new Set(
  'always perhaps besides towards afterwards sometimes nowadays overseas thus plus this his its was has does is as us yes less across unless previous various serious numerous ukraines news series means times'.split(
    ' ',
  ),
)
