"""German words that say nothing about a page. The index leaves them out, and so does a query."""

from plugins.search.stem import fold

_WORDS = """
ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bin
bis da dabei dadurch dafür damit danach dann daran darauf daraus darin darüber darum das dass davon dazu dein
deine dem den denen denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du
durch ein eine einem einen einer eines einige er es etwa etwas euch für gegen gibt hab habe haben hat hatte
hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jede jedem
jeden jeder jedes jedoch jetzt kann kein keine keinem keinen keiner können könnte man mehr mein meine mich mir
mit muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit
sich sie sind so sogar solche soll sollen sollte sondern sowie über um und uns unser unsere unserem unseren
unserer unter viel viele vielen vom von vor war waren warum was weil weiter welche welchem welchen welcher
welches wenn wer werden wie wieder will wir wird wo wollen wurde wurden zu zum zur zwar zwischen
"""

STOPWORDS = frozenset(map(fold, _WORDS.split()))
