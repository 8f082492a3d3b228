/** Lines that belong to a page and not to its article, whole. */
export const furniture: readonly RegExp[] = [
  /^(short url|follow|share|print|save|listen|advertisement|subscribe|comments?|read more|start reading|one app\.?|photos?|share this article|copy link|all rights reserved\.?)$/i,
  /^(updated|last updated|published|posted)(\s*[:·|]?\s*(\d|[a-z]{3,9}\.? \d).{0,60})?$/i,
  /^(updated|published) .{0,20}\bago$/i,
  /^\d{1,2}(st|nd|rd|th)? [A-Z][a-z]+( \d{4})?,?( \d{1,2}[:.]\d{2}.{0,12})?$/,
  /^[A-Z][a-z]+ \d{1,2}, \d{4}.{0,20}$/,
  /^\d{1,2}[:.]\d{2}( ?[ap]m)?( [A-Z]{2,4})?$/i,
]

/** The end of a caption: who took the picture. */
export const captionEnd =
  /(\((ap|afp|reuters|getty|epa|file)\b[^)]{0,40}\)|photograph: .{2,80}|photo: .{2,80})$/i

/** Lines after which a page has nothing more of the article. */
export const tailStart =
  /^(sign up to read|related stories|related articles|our picks|most read|more from|top stories|already a member|read also|recommended)/i

/** Headings that announce what was told already. */
export const summaryHeading =
  /^(closing summary|summary|summary of the day.*|key points|key takeaways|at a glance|in brief|what you need to know|the main points.*|recap.*|in summary)$/i

/** Words of a title that say the text grows by posts. */
export const liveTitle = /(\blive\b|\bupdates\b|live blog|as it happened)/i
