/** Lines that belong to a page and not to its article, whole. */
export const furniture: readonly RegExp[] = [
  /^(?:short url|follow(?: us)?(?: on .{1,30})?|share(?: (?:this|on|via|article).{0,30})?|print|save|listen|play|watch|watch live|advertis(?:e)?ment|ad|sponsored|subscribe(?: now)?|comments?(?: \(\d+\))?|no comments|\d+ comments|(?:read|show|load|see|view) more|start reading|one app\.?|photos?|gallery|copy link|link copied!?|email|e-mail|tweet|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pocket|instagram|youtube|menu|search|home|log ?in|sign ?in|sign ?up|register|donate|support us|skip to (?:main )?content|(?:jump|skip) to .{1,30}|back to top|top|next|previous|back|newsletters?|all rights reserved\.?|download (?:the )?(?:app|pdf|report)|reply|quote|like|report|permalink|bookmark|#\d+|accept(?: all)?(?: cookies)?|image source|image caption|\d+ min(?:ute)?s?(?: read)?|reading time.{0,20})$/i,
  /^(?:teilen|drucken|merken|anzeige|werbung|kommentare?|zur startseite|startseite|anmelden|newsletter|abonnieren|mehr (?:dazu|lesen)|artikel anhören|partager|imprimer|publicité|s’abonner|se connecter|accueil|lire aussi.{0,120}|compartir|imprimir|publicidad|suscríbete|iniciar sesión|leer más|condividi|stampa|pubblicità)$/i,
  /^(?:поделиться|печать|реклама|комментарии|подписаться|подписывайтесь.{0,80}|войти|главная|новости|читать далее|поділитися|друк|коментарі|підписатися|підписуйтесь.{0,80}|підписуйтеся.{0,80}|увійти|головна|новини|читати далі)$/i,
  /^(?:شارك|مشاركة|طباعة|إعلان|تعليقات|اشترك|تابعنا.{0,60}|الرئيسية|تسجيل الدخول|分享|打印|收藏|广告|评论|登录|注册|首页|订阅|扫码.{0,30}|点赞|返回首页|字号.{0,20}|大中小)$/i,
  /^(?:read (?:more|also|next)|also read|see also|related|more on this(?: story)?|watch|listen|recommended|lesen sie auch|mehr zum thema|siehe auch|lire aussi|à lire aussi|lea también|te puede interesar|leggi anche|читайте также|читайте ещё|смотрите также|по теме|читайте також|дивіться також|до теми|اقرأ أيضاً?|اقرأ أيضا|相关阅读|延伸阅读|相关新闻)\s*[:：>|].{0,160}$/i,
  /^(?:home|start|startseite|accueil|inicio|главная|головна|الرئيسية|首页)(?:\s*[>›»/|]\s*[^>›»|]{1,40}){1,6}$/i,
  /^(?:joined|posts|messages|reaction score|reactions|views|replies|points|location|likes received):\s?.{1,40}$/i,
  /^(?:you must (?:log in|be (?:logged|signed) in|sign in).{0,60}|(?:volume|vol\.?|column|issue|page) \d+.{0,30})$/i,
  /^©.{0,120}$/,
  /^(?:copyright|все права защищены|усі права захищено|всі права захищено|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有|جميع الحقوق محفوظة).{0,100}$/i,
  /^(?:责任编辑|编辑|校对|审核|责编)\s*[:：].{1,20}$/,
  /^(?:for immediate release|press release|news release|#{3}|-?\s?ends\s?-?|\*{3,}|[-–—_=]{3,}|pressemitteilung|communiqué de presse|comunicado de prensa|пресс-релиз|прес-реліз|بيان صحفي|新闻稿)$/i,
]

/** The end of a caption: who took the picture. */
export const captionEnd =
  /(?:\((?:ap|afp|reuters|getty|epa|file|dpa|imago|picture alliance|epa-efe)\b[^)]{0,40}\)|(?:photograph|photo|picture|image|foto|bild|фото|світлина|صورة)s?(?: by| credit)?\s*[:/©].{2,80})$/i

/** How a caption or a credit alone begins. */
export const captionStart =
  /^(?:(?:photograph|photo|picture|image|file photo|foto|bild|caption|credit|фото|на фото|світлина|الصورة|صورة|图片来源|图片|图|资料图)(?: by| credit| caption)?\s*[:：/©]|图为)/i

/** Lines after which a page has nothing more of the article. */
export const tailStart =
  /^(?:sign up (?:to|for)|related (?:stories|articles|content|posts|topics|news)|our picks|most (?:read|popular|viewed)|more (?:from|on|stories)|top stories|already a member|read also|also read|recommended|you (?:may|might) also like|trending|(?:similar|related) threads|explore more|latest (?:news|stories)|popular now|topics|tags?\b|subscribe to|newsletter|get (?:the|our) (?:newsletter|app)|mehr zum thema|meistgelesen|das könnte sie|weitere (?:artikel|meldungen|themen)|à lire aussi|lire aussi|sur le même (?:sujet|thème)|les plus lus|más noticias|lo más (?:leído|visto)|te puede interesar|noticias relacionadas|leggi anche|читайте также|смотрите также|самое читаемое|популярное|новости по теме|материалы по теме|теги|читайте також|дивіться також|найпопулярніше|популярні новини|новини за темою|теґи|اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|相关阅读|相关新闻|延伸阅读|推荐阅读|热门|热点|更多)/i

/** Sentences of a page that are as long as those of an article. */
export const tailSentence =
  /(?:privacy policy|cookie|terms (?:of (?:use|service)|and conditions)|newsletter|subscription|subscribe|all rights reserved|©|unsubscribe|datenschutz|политик|隐私|版权)/i

/** What a service says of itself at the head of an article that it shows. */
export const serviceHead =
  /^(?:get all your news.*|one app\b.*|start reading|continue (?:in|with) (?:the )?app|open in (?:the )?app|download the app.*|\d+\S* of premium titles\.?|read (?:this|the full) (?:article|story) (?:on|in|at) .{2,40}|this article is (?:free|for subscribers).*|sign in to .{2,40}|you (?:have|are) .{2,60}(?:articles?|subscriber).*|view (?:this|it) in your browser.*|skip to (?:main )?content|menu|search|accept all cookies|we use cookies.*)$/i

/** What ends a release, and what stands behind it. */
export const releaseEnd =
  /^(?:#{3}|-?\s?ends?\s?-?|\*{3}|notes? (?:to|for) editors?:?|(?:media|press) (?:contacts?|enquiries|inquiries):?.*|contacts?:?.{0,80}|about (?:the )?\p{Lu}.{2,60}|pressekontakt:?.*|contact presse.*|контакты для (?:прессы|сми).*|контакти для (?:преси|змі).*)$/iu
