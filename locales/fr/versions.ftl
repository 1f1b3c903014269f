# Versions d’un questionnaire : publication d’un brouillon, liste, deux versions côte à côte. Et la vie d’une enquête qui
# repose sur l’une d’elles : création, réglages, ouverture, clôture, correction.

versions-tab = Versions publiées
versions-version = Version nº { $version }
versions-lead = Une version publiée ne change jamais. Une enquête repose sur l’une d’elles ; une correction est une version à part entière.
versions-published = Publiée le { $when } par { $who }.
versions-published-by-command = Publiée le { $when } depuis la ligne de commande.
versions-published-unknown = Publiée avant que les dates soient conservées.
versions-surveys = Enquêtes qui reposent sur elle :
versions-show-differences = Afficher les différences
versions-compare = Comparer
versions-compare-from = Comparer la
versions-compare-to = avec la
versions-from-to = De la version { $from } à la version { $to }
versions-languages = Langues : { $languages }.
versions-download = Télécharger cette version (JSON)
versions-choices-of = Choix
versions-just-published = La version est publiée. Aucune enquête ne l’utilise d’elle-même ; voici la suite :
versions-put-survey = Faire passer l’enquête { $survey } à cette version
versions-new-survey = Préparer une nouvelle enquête avec elle

## Publication

versions-publish = Vérifier et publier
versions-becomes = Ce brouillon devient la version { $version }
versions-publish-lead = Voici tout ce que le brouillon change. Une enquête ouverte continue avec sa propre version jusqu’à ce que vous la fassiez passer à la nouvelle.
versions-checks = Vérifications
versions-checks-passed = Tout est en ordre : les textes existent dans chaque langue, les codes sont uniques, les conditions renvoient à ce qui précède.
versions-checks-failed = Corrigez d’abord ceci dans le brouillon.
versions-unsound = Il reste quelque chose à corriger dans le brouillon
versions-step = Publier
versions-declare-lead = D’une année à l’autre, les réponses sont comparées par leurs codes. Ceux-ci sont apparus, ont disparu ou désignent autre chose :
versions-declare-new-question = Nouvelle question
versions-declare-new-item = Nouvel énoncé
versions-declare-new-choice = Nouveau choix
versions-declare-gone-question = Question disparue
versions-declare-gone-item = Énoncé disparu
versions-declare-gone-choice = Choix disparu
versions-declare-kind = Même code, autre type de question
versions-declare-seen = La version { $version } avait ce code : s’il s’agit d’une autre question, donnez-lui un autre code.
versions-declare-same-words = Elle dit la même chose que { $code }, qui a disparu. Si c’est la même question, rendez-lui son code.
versions-declare = Tout cela est voulu : ce qui est nouveau l’est vraiment, ce qui a disparu a été retiré exprès
versions-undeclared = Confirmez que les codes apparus et disparus sont voulus
versions-never-changes = Une fois publiée, la version ne change plus jamais.
versions-publish-yes = Publier cette version
versions-back-to-draft = Revenir au brouillon
versions-overtaken = Quelqu’un a modifié le brouillon, ou publié une version, après l’ouverture de cette page. Rien n’a été publié. Voici l’état actuel : relisez-le
versions-what-differs = Ce qui change
versions-first = C’est la première version : il n’y a rien à quoi la comparer.
versions-nothing = Rien ne change.
versions-all-safe =
    { $count ->
        [one] { $count } différence, de formulation seulement. Les enquêtes ouvertes peuvent la reprendre.
        [many] { $count } de différences, de formulation seulement. Les enquêtes ouvertes peuvent les reprendre.
       *[other] { $count } différences, de formulation seulement. Les enquêtes ouvertes peuvent les reprendre.
    }
versions-differences =
    { $count ->
        [one] { $count } différence.
        [many] { $count } de différences.
       *[other] { $count } différences.
    }
versions-hard =
    { $count ->
        [one] { $count } rendrait les réponses incomparables : aucune enquête ouverte ne peut la reprendre.
        [many] { $count } rendraient les réponses incomparables : aucune enquête ouverte ne peut les reprendre.
       *[other] { $count } rendraient les réponses incomparables : aucune enquête ouverte ne peut les reprendre.
    }
versions-earlier = Ce qui peut être comparé aux enquêtes précédentes
versions-earlier-lead = Les questions sont rapprochées par leurs codes. Leur place dans le questionnaire n’importe pas.
versions-earlier-version = Version nº { $version } ({ $surveys })
versions-matched = { $alike } sur { $all } peuvent être comparées.
versions-unlike = Ce qui ne peut pas être comparé, et pourquoi
versions-match-new = Elle n’était pas posée alors.
versions-match-differs = { $what } : { $whose }

## Les différences en mots

versions-before = Avant
versions-now = Maintenant
versions-place-set = L’ensemble du questionnaire
versions-place-section = Section :
versions-place-question = Question :
versions-place-list = Liste de choix
versions-list-used =
    { $count ->
        [one] { $count } question l’utilise.
        [many] { $count } de questions l’utilisent.
       *[other] { $count } questions l’utilisent.
    }
versions-whose-item = Énoncé « { $label } » ({ $code })
versions-whose-choice = Choix « { $label } » ({ $code })
versions-added = Nouveau
versions-added-language = Nouvelle langue : { $language }
versions-removed = Disparu
versions-removed-language = Langue disparue : { $language }
versions-moved = Déplacé
versions-order = Les langues sont dans un autre ordre
versions-kind = Type de question
versions-choices = Autre liste de choix
versions-choices-renamed = Liste de choix d’un autre nom, aux mêmes choix
versions-text-in = { $field } ({ $language })
versions-text-title = Titre
versions-text-introduction = Texte d’introduction
versions-text-label = Formulation
versions-text-hint = Aide
versions-text-required-message = Message pour une réponse manquante
versions-text-constraint-message = Message d’erreur
versions-text-low = Bas de l’échelle
versions-text-high = Haut de l’échelle
versions-rule-required = Réponse obligatoire
versions-rule-relevant = Posée seulement si
versions-rule-constraint = Acceptée seulement si
versions-rule-min = Valeur minimale
versions-rule-max = Valeur maximale
versions-rule-decimals = Décimales
versions-rule-max-length = Nombre maximal de caractères
versions-rule-max-picks = Nombre maximal de choix
versions-rule-profile = Les résultats sont ventilés par elle
versions-rule-off-scale = Exclu des pourcentages (hors échelle)
versions-rule-exclusive = Ne se combine pas avec d’autres
versions-rule-other = Avec un texte : « autre, précisez »
versions-yes = Oui
versions-no = Non
versions-unset = Non défini
versions-why-parts = Pas pour une enquête ouverte : certaines personnes auraient répondu sans, d’autres avec.
versions-why-language = Pas pour une enquête ouverte : les personnes invitées dans cette langue n’auraient plus de formulaire.
versions-why-moved = Pas pour une enquête ouverte : ce qui précède une question ou un choix influence les réponses.
versions-why-asked = Pas pour une enquête ouverte : d’autres personnes seraient interrogées, ou d’autres réponses acceptées.
versions-why-profile = Pas pour une enquête ouverte : des résultats ventilés de deux façons pourraient ensemble en dire trop.
versions-why-marks = Pas pour une enquête ouverte : les pourcentages porteraient sur d’autres personnes.
versions-why-scale = Pas pour une enquête ouverte : le même code désignerait d’autres réponses.

## La vie d’une enquête

running-tab = Réglages
running-new = Nouvelle enquête
running-new-lead = Une enquête est une vague : une version publiée d’un questionnaire, posée d’un premier à un dernier jour. Elle est d’abord préparée ; personne ne peut répondre avant que vous l’ouvriez.
running-no-versions = Aucun questionnaire n’est encore publié. Publiez-en un d’abord, sous « Questionnaires ».
running-code = Code de l’enquête
running-code-hint = Il figure dans les liens et ne peut pas être changé : lettres latines minuscules, chiffres et traits d’union, par exemple ims-2028.
running-on = Questionnaire utilisé
running-on-hint = L’enquête a les langues de son questionnaire.
running-version-of = { $title }, version nº { $version }
running-names = Nom de l’enquête
running-names-hint = Ce que voient les partenaires et les collègues. Sans nom, l’enquête porte le titre de son questionnaire.
running-who = Qui peut répondre
running-invited = Les partenaires invités, chacun par un lien personnel
running-everyone = Toute personne qui a le lien public ; il n’y a alors pas de taux de réponse
running-opens-on = Premier jour
running-closes-on = Dernier jour
running-days-stay = Le premier jour, le fuseau horaire et le nombre d’appareils ne changent plus, puisque l’enquête a été ouverte ; on ne peut qu’ajouter des jours de grâce. Le dernier jour se déplace en donnant une raison.
running-devices = Appareils par invitation
running-devices-hint = De 1 à 10. Chaque appareil de plus permet à des collègues de prendre le relais, et de répondre une fois de plus.
running-add = Préparer l’enquête
running-save = Enregistrer
running-leave = Laisser tel quel
running-terms = Nom, dates, courrier et seuil
running-state = État
running-state-draft = En préparation : personne ne peut encore répondre.
running-state-open = Ouverte : les réponses sont acceptées.
running-state-closed = Close : aucune nouvelle réponse n’est acceptée.
running-suspended = Elle est suspendue depuis le { $date } : rien n’est accepté, et rien n’est refusé.
running-is-suspended = L’enquête est suspendue. Commencez par la reprendre.
running-suspend = Suspendre l’enquête
running-suspend-still = Sur-le-champ, aucune réponse n’est acceptée et aucune relance ne part. Ce qui attend sur les appareils continue d’y attendre ; rien n’est refusé.
running-suspend-form = Les partenaires qui ouvrent le questionnaire lisent que l’enquête est suspendue pour le moment. Qui l’envoie sans scripts le retrouve tel qu’il l’a rempli.
running-suspend-days = À la reprise, le dernier jour est repoussé de tous les jours de suspension, et il reste au moins trois jours. Tant que l’enquête est suspendue, elle ne se termine pas et rien n’est montré de ses réponses.
running-suspend-told = Tous les administrateurs en sont informés par courriel.
running-suspend-report = Le rapport nomme ces jours.
running-suspend-reason-hint = Il est conservé dans l’historique de l’enquête et figure dans le courriel à tous les administrateurs. Les partenaires ne le voient pas.
running-go-on = Reprendre l’enquête
running-go-on-until = Les réponses sont à nouveau acceptées sur-le-champ. Son dernier jour est le { $date }.
second-yes-title = En attente d’un second accord
second-yes-lead = Ce qu’une personne seule pourrait faire pour apprendre qui a dit quoi demande un autre administrateur. Qui donne son accord est administrateur depuis sept jours, et personne d’autre n’a changé son mot de passe, son second facteur ni son rôle pendant ce temps.
second-yes-nothing = Rien n’attend.
second-yes-waits = Quelque chose attend un second accord.
second-yes-asks = Il faudra l’accord d’un autre administrateur. Tous les administrateurs en sont informés par courriel. Si personne ne répond, la mesure prend effet 72 heures après, et le rapport indique qu’il n’y a pas eu de seconde personne.
second-yes-facts = À voir avant
second-yes-form = Ce que les partenaires verront :
second-yes-invited =
    { $count ->
        [one] { $count } partenaire est invité.
        [many] { $count } de partenaires sont invités.
       *[other] { $count } partenaires sont invités.
    }
second-yes-by-language = En { $language } : { $count }
second-yes-few-language = La langue { $language } ne concerne que { $count } des invités, moins que { $threshold }.
second-yes-few-condition = Cette condition isole { $count } des invités, moins que { $threshold } : { $condition }
second-yes-asked = { $name } l’a demandé, { $when }.
second-yes-differs = Ce qui change dans cette version
second-yes-due = Si personne ne répond, la mesure prend effet le { $when }, sans seconde personne.
second-yes-not-told = Le courriel à tous les administrateurs est en route. Si personne ne répond, la mesure prend effet 72 heures après son envoi, sans seconde personne.
second-yes-never-alone = Elle ne prend effet qu’avec un second accord.
second-yes-give = Donner son accord
second-yes-take-back = Retirer la demande
second-yes-own = C’est vous qui l’avez demandé : l’accord revient à un autre administrateur.
second-yes-no-admin = L’accord revient à un administrateur.
second-yes-new = Vous n’êtes pas administrateur depuis sept jours : l’accord revient à un autre.
second-yes-touched = Quelqu’un d’autre a changé votre mot de passe, votre second facteur ou votre rôle ces sept derniers jours : l’accord revient à un autre administrateur.
second-yes-gone = C’est déjà décidé.
second-yes-changed = L’enquête a été modifiée depuis la demande : il faut la faire à nouveau.
second-yes-not-now = Ce n’est plus possible.
second-yes-without = Il n’y a pas eu de seconde personne.
second-yes-event-asked = Un second accord a été demandé.
second-yes-event-given = Le second accord a été donné.
second-yes-event-taken-back = La demande a été retirée.
second-yes-event-lapsed = La demande est devenue caduque : l’enquête a été modifiée, ou il était trop tard.
running-open = Ouvrir l’enquête
running-open-again = La rouvrir
running-will = Voici ce qui va se passer :
running-open-answers = Les réponses sont acceptées immédiatement, jusqu’au { $date }.
running-open-invited = Les liens personnels des partenaires invités fonctionnent.
running-open-nobody = Aucun partenaire n’est encore invité : invitez-les sous « Invitations ».
running-open-everyone = Toute personne qui a le lien public peut répondre.
running-open-rounds =
    { $count ->
        [0] Aucun envoi n’est prévu : prévoyez l’invitation sous « Relances ».
        [one] { $count } envoi prévu partira à sa date.
        [many] { $count } d’envois prévus partiront à leurs dates.
       *[other] { $count } envois prévus partiront à leurs dates.
    }
running-open-words = À partir de là, seules les formulations du questionnaire peuvent changer, afin que toutes les réponses soient comptées ensemble.
running-open-never = Si elle est ouverte telle qu’elle est maintenant, ses résultats ne seront jamais montrés.
running-is-open = L’enquête est déjà ouverte.
running-not-open = L’enquête n’est pas ouverte.
running-open-over = Son dernier jour, le { $date }, est passé. Jusqu’à la fin de ses jours de grâce, un nouveau dernier jour la rouvre.
running-ended = Cette enquête est terminée et ne peut plus être rouverte : des ventilations de ses résultats ont pu être vues, et une seconde ventilation, avec quelques réponses de plus, pourrait révéler qui a dit quoi. Pour interroger de nouveau les partenaires, créez une nouvelle enquête.
running-error-ended = Cette enquête est terminée : ni ses jours de grâce ni son fuseau horaire ne peuvent être changés de façon à accepter de nouveau des réponses
running-questionnaire = Questionnaire de l’enquête
running-runs-on = { $title }, version nº { $version }
running-newer = La version { $version } est publiée.
running-correct-draft = Tant que l’enquête est en préparation, elle peut passer à n’importe quelle version.
running-correct-words = Une correction est une nouvelle version qui ne change que des formulations : commencez un brouillon, publiez-le, puis faites passer l’enquête à cette version.
running-correct = Vers le questionnaire
running-begin-correction = Commencer une correction
running-public-link = Le lien public se trouve sous « Invitations ».
running-version = Changer de version
running-version-put = Faire passer l’enquête à la version { $version }
running-version-words = Seules des formulations changent. Les partenaires les voient immédiatement, et sur les appareils qui gardent le formulaire, à la prochaine connexion. Relisez-les : aucun programme ne peut dire si le sens est resté le même.
running-version-draft = L’enquête est en préparation : elle peut passer à cette version.
running-version-draft-words = Seules des formulations changent.
running-version-refused =
    { $count ->
        [one] Des personnes ont commencé à répondre, et { $count } différence rendrait leurs réponses incomparables. L’enquête ne peut pas passer à cette version.
        [many] Des personnes ont commencé à répondre, et { $count } de différences rendraient leurs réponses incomparables. L’enquête ne peut pas passer à cette version.
       *[other] Des personnes ont commencé à répondre, et { $count } différences rendraient leurs réponses incomparables. L’enquête ne peut pas passer à cette version.
    }
running-against = Ce qui s’y oppose
running-words-too = Différences qui seraient acceptées
running-no-other = Aucune autre version n’est publiée.
running-error-code = Saisissez un code en lettres latines minuscules, chiffres et traits d’union, commençant par une lettre
running-error-taken = Une enquête porte déjà ce code, ou ce code est réservé
running-error-version = Choisissez une version publiée
running-error-who = Choisissez qui peut répondre
running-error-opens-on = Saisissez le premier jour sous forme de date, entre 1900 et 2199
running-error-closes-on = Saisissez le dernier jour sous forme de date, entre 1900 et 2199
running-error-dates = Le dernier jour ne doit pas précéder le premier
running-error-started = Les jours d’une enquête qui a été ouverte ne se changent pas ici
running-error-devices = Saisissez un nombre d’appareils de 1 à 10
running-error-grace-shorter = Une fois l’enquête ouverte, il peut y avoir davantage de jours de grâce, mais pas moins
running-error-devices-stay = Le nombre d’appareils ne change plus une fois l’enquête ouverte
running-error-zone-stays = Le fuseau horaire ne change plus une fois l’enquête ouverte : avec un autre, elle se terminerait un autre jour
running-error-name = Le nom en { $language } est trop long : { $most } caractères au plus
running-error-incomparable = L’enquête ne peut pas passer à cette version : les réponses ne seraient plus comparables
running-event-added = L’enquête a été préparée.
running-event-version = Le questionnaire est passé de la version { $from } à la version { $to }.
