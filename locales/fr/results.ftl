# Résultats d’une enquête : la page, ses fichiers et le seuil.

results-tab = Résultats
results-heading = Résultats
results-lead =
    { $count ->
        [one] { $count } réponse comptée.
        [many] { $count } de réponses comptées.
       *[other] { $count } réponses comptées.
    }
results-second =
    { $count ->
        [one] { $count } de ces réponses peut être la seconde d’une organisation qui a déjà répondu.
        [many] { $count } de ces réponses peuvent être les secondes d’organisations qui ont déjà répondu.
       *[other] { $count } de ces réponses peuvent être les secondes d’organisations qui ont déjà répondu.
    }
results-rule =
    { $count ->
        [one] Dans les ventilations, aucun chiffre ne dit ce qu’a répondu moins de { $count } personne.
        [many] Dans les ventilations, aucun chiffre ne dit ce qu’ont répondu moins de { $count } de personnes.
       *[other] Dans les ventilations, aucun chiffre ne dit ce qu’ont répondu moins de { $count } personnes.
    }
results-known-links =
    { $count ->
        [one] Les résultats ne sont pas montrés : un membre du personnel pouvait connaître tant de liens que moins de { $count } autre partenaire a répondu, et pourrait en déduire sa réponse. Deux administrateurs peuvent les montrer malgré cela, à la page « Liens que le personnel pouvait connaître ».
        [many] Les résultats ne sont pas montrés : un membre du personnel pouvait connaître tant de liens que moins de { $count } d’autres partenaires ont répondu, et pourrait en déduire leurs réponses. Deux administrateurs peuvent les montrer malgré cela, à la page « Liens que le personnel pouvait connaître ».
       *[other] Les résultats ne sont pas montrés : un membre du personnel pouvait connaître tant de liens que moins de { $count } autres partenaires ont répondu, et pourrait en déduire leurs réponses. Deux administrateurs peuvent les montrer malgré cela, à la page « Liens que le personnel pouvait connaître ».
    }
results-too-few =
    { $count ->
        [one] Les résultats sont affichés à partir de { $count } réponse. Il n’y en a pas pour le moment.
        [many] Les résultats sont affichés à partir de { $count } de réponses, afin que personne ne puisse savoir qui a dit quoi. Il y en a moins pour le moment.
       *[other] Les résultats sont affichés à partir de { $count } réponses, afin que personne ne puisse savoir qui a dit quoi. Il y en a moins pour le moment.
    }
# $date (String) - the first day on which they are shown
results-not-ended = Les réponses sont montrées une seule fois, lorsque l’enquête est terminée. Si son dernier jour ne change pas, ce sera le { $date }. D’ici là, personne n’en voit aucune, quel que soit son rôle.
results-never = Les résultats de cette enquête ne sont jamais montrés, en raison de la façon dont elle a été ouverte.
results-never-invitations = À l’ouverture d’une enquête, le nombre de partenaires invités doit être au moins le double de son seuil.
results-never-days = Elle doit rester ouverte trois jours ou plus.
results-never-grace = Elle doit avoir au moins un jour de grâce.
results-waiting = L’enquête est terminée, et quelques réponses sont encore en route vers les résultats. Veuillez réessayer dans une minute.
results-files = Fichiers
results-file-csv = Tous les chiffres (CSV)
results-file-xlsx = Classeur avec graphiques (XLSX)
results-file-answers = Réponses données, en effectifs (CSV)
results-file-codebook = Signification des codes (CSV)
results-answers-hint = Dans le fichier des effectifs, chaque ligne donne une réponse et le nombre de personnes qui l’ont choisie : rien ne relie deux lignes. Les textes n’y figurent pas ; les nombres y sont remplacés par des tranches.

results-by = Ventiler par
results-by-nothing = Sans ventilation
results-by-show = Afficher
results-by-heading = Par : { $question }
results-groups = Groupes
results-groups-hint = Les réponses voisines sont réunies jusqu’à ce que le groupe soit assez grand.
results-group = Groupe
results-no-groups = Trop peu de partenaires ont répondu pour distinguer des groupes.
results-not-shown = Ceci ne peut pas être affiché par groupes.
results-legend = « Masqué » : le nombre révélerait, seul ou avec d’autres, ce que quelques personnes ont dit. Pour la même raison, « au plus » et « au moins » laissent le nombre exact ouvert.

results-answer = Réponse
results-count = Réponses
results-share = Part
results-base = Sur l’échelle
results-everybody = Ensemble
results-first-place = Première place
results-ranked = Classé
results-mean-rank = Rang moyen
results-answered =
    { $count ->
        [one] { $count } personne a répondu.
        [many] { $count } de personnes ont répondu.
       *[other] { $count } personnes ont répondu.
    }
results-skipped =
    { $count ->
        [one] { $count } n’a rien indiqué.
        [many] { $count } n’ont rien indiqué.
       *[other] { $count } n’ont rien indiqué.
    }
results-not-relevant =
    { $count ->
        [one] La question n’a pas été posée à { $count } personne.
        [many] La question n’a pas été posée à { $count } de personnes.
       *[other] La question n’a pas été posée à { $count } personnes.
    }
results-on-scale =
    { $count ->
        [one] Les pourcentages portent sur la { $count } réponse de l’échelle.
        [many] Les pourcentages portent sur les { $count } de réponses de l’échelle.
       *[other] Les pourcentages portent sur les { $count } réponses de l’échelle.
    }
results-middle = Moyenne { $mean }, médiane { $median }.
results-spread = La moitié des réponses se situe entre { $from } et { $to }.
results-recommend =
    { $score ->
        [one] Promoteurs moins détracteurs : { $score } point.
        [many] Promoteurs moins détracteurs : { $score } de points.
       *[other] Promoteurs moins détracteurs : { $score } points.
    }
results-open = Les réponses ouvertes se lisent ailleurs.
results-withheld-few =
    { $count ->
        [one] Non montré : moins de { $count } personne a été interrogée, a répondu, ou a répondu sur l’échelle ; ou ses chiffres révéleraient ce que si peu de personnes ont dit ailleurs.
        [many] Non montré : moins de { $count } de personnes ont été interrogées, ont répondu, ou ont répondu sur l’échelle ; ou ses chiffres révéleraient ce que si peu de personnes ont dit ailleurs.
       *[other] Non montré : moins de { $count } personnes ont été interrogées, ont répondu, ou ont répondu sur l’échelle ; ou ses chiffres révéleraient ce que si peu de personnes ont dit ailleurs.
    }
results-withheld-yet = Cette question n’est pas posée à tout le monde. Elle est montrée une fois l’enquête terminée : auparavant, une seule nouvelle réponse pourrait se distinguer des autres.
results-withheld-items = Non montré, car trop peu ont répondu sur l’échelle, ou parce que cela révélerait ce que si peu de personnes ont dit ailleurs : { $names }.
results-share-of-answered = Les pourcentages portent sur toutes les personnes du groupe qui ont répondu, y compris hors échelle.
results-share-of-everybody = Les pourcentages portent sur toutes les personnes du groupe : le petit nombre de celles qui n’ont pas répondu n’est pas indiqué.

results-exact = { $count } ({ $share })
results-at-most = au plus { $count } ({ $share })
results-at-least = au moins { $count } ({ $share })
results-hidden = masqué
results-or = {" ou "}
results-unanswered = sans réponse
results-first-of = { $choice }, en première place
results-item-said = { $item } : { $said }
results-from-to = { $from } à { $to }
results-from-below = { $from } à moins de { $to }
results-from = { $from } ou plus
results-below = moins de { $to }

results-threshold = Seuil
results-threshold-change = Modifier le seuil
results-threshold-label = Le plus petit nombre de personnes qu’un chiffre peut représenter
results-threshold-hint = De { $least } à { $most } ; 5 est habituel. Il peut être relevé tant que des réponses arrivent, et abaissé seulement avant la première.
results-threshold-save = Enregistrer
results-threshold-leave = Ne rien changer
results-threshold-back = Résultats
results-threshold-error = Saisissez le plus petit nombre de personnes qu’un chiffre peut représenter : un nombre entier de { $least } à { $most }
results-threshold-lower = Quelqu’un a répondu avec un seuil de { $count } : il ne peut plus être abaissé
results-threshold-complete = L’enquête est complète et ses résultats ont été ventilés : le seuil ne change plus
results-event-threshold = Le plus petit nombre de personnes représentées par un chiffre des résultats est passé de { $from } à { $to }.
