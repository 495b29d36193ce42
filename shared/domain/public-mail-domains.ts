// the large providers and their regional names; one that is missing is treated as an organisation's own domain
const domains = new Set(
  `gmail.com googlemail.com outlook.com outlook.com.tr hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it live.com
  live.co.uk live.nl msn.com passport.com windowslive.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.com.br
  yahoo.de yahoo.es yahoo.fr yahoo.it ymail.com rocketmail.com aol.com icloud.com me.com mac.com proton.me pm.me
  protonmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net web.de freenet.de t-online.de mail.com mail.ru bk.ru inbox.ru list.ru
  yandex.com yandex.com.tr yandex.ru ya.ru rambler.ru zoho.com fastmail.com hey.com tutanota.com tuta.com qq.com 163.com
  126.com sina.com foxmail.com naver.com daum.net hanmail.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it
  virgilio.it tin.it terra.com.br uol.com.br bol.com.br ig.com.br mynet.com comcast.net verizon.net att.net sbcglobal.net
  btinternet.com virginmedia.com sky.com bigpond.com optusnet.com.au shaw.ca rogers.com seznam.cz wp.pl o2.pl onet.pl
  interia.pl rediffmail.com`.split(/\s+/),
)

/** Whether anyone can get an address there: then the domain says nothing about an organisation. Lower case is expected. */
export const isPublicMailDomain = (domain: string): boolean => domains.has(domain)
