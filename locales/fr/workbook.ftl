# Un rapport sous forme de classeur pour un tableur.

workbook-download = Classeur avec graphiques (XLSX)
workbook-picture = Sous forme d’image (PNG)
workbook-answered = Ont répondu
workbook-left-empty = Laissée vide
workbook-not-asked = Non posée
workbook-verdict = Plus que le hasard ?
workbook-change = Évolution, en points de pourcentage
workbook-median = Médiane
workbook-first = Première place
workbook-empty = Une cellule vide : la valeur n’a pas été publiée, ou il n’y a rien à en dire.
workbook-charts = Les graphiques sont tracés à partir des cellules voisines : vous pouvez en changer l’aspect à votre gré. Ils montrent cette vague et, lorsque chaque réponse a sa propre barre, la vague précédente ; les tableaux contiennent toutes les vagues.
