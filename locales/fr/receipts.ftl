# Les reçus : le code remis au partenaire, la liste publique qui permet de le vérifier et la page où elle est publiée.

## Le code, sur le formulaire et la page de remerciement

receipt-heading = Votre reçu
receipt-body = Notez ce code ou enregistrez-le. Lorsque les résultats seront publiés, vous pourrez le chercher dans la liste des reçus et constater que vos réponses ont été comptées sans avoir été modifiées. Le code ne révèle pas vos réponses et ne vous nomme pas. Gardez-le tout de même pour vous.
receipt-copy = Copier
receipt-save = Enregistrer dans un fichier
receipt-delete = Le supprimer de cet appareil
receipt-list-link = La liste des reçus
receipt-by-server = Les scripts sont désactivés dans votre navigateur : c’est donc notre serveur qui a établi ce code. Là aussi, vous devez nous croire sur parole.
client-receipt-copied = Le reçu a été copié.
client-receipt-saved = Le reçu a été enregistré dans un fichier.
client-receipt-deleted = Le reçu a été supprimé de cet appareil.
client-receipt-file-name = mon-recu

## La liste publique

receipts-title = Reçus : { $survey }
receipts-heading = Vos réponses ont-elles été comptées ?
receipts-not-yet = La liste des reçus est publiée avec les résultats, une fois l’enquête close. Gardez votre reçu jusque-là, puis rouvrez cette page.
receipts-kept = Votre reçu, tel que cet appareil l’a conservé
receipts-lead =
    { $count ->
        [one] Cette liste, publiée le { $date }, contient { $count } reçu, celui d’un questionnaire compté.
        [many] Cette liste, publiée le { $date }, contient { $count } de reçus, chacun d’un questionnaire compté.
       *[other] Cette liste, publiée le { $date }, contient { $count } reçus, chacun d’un questionnaire compté.
    }
receipts-without =
    { $count ->
        [one] { $count } questionnaire de plus a été compté sans reçu, car il a été envoyé par une version antérieure du formulaire.
        [many] { $count } de questionnaires de plus ont été comptés sans reçu, car ils ont été envoyés par une version antérieure du formulaire.
       *[other] { $count } questionnaires de plus ont été comptés sans reçu, car ils ont été envoyés par une version antérieure du formulaire.
    }
receipts-check-label = Votre reçu
receipts-check-hint = Seize lettres et chiffres. La comparaison se fait sur cet appareil ; rien n’est envoyé.
receipts-check-button = Vérifier
receipts-found = Il figure dans la liste. Votre questionnaire a été compté et vos réponses n’ont pas été modifiées.
receipts-missing = Il ne figure pas dans la liste.
receipts-missing-why = Veuillez vous assurer que le reçu correspond bien à cette enquête et que le formulaire vous a indiqué que vos réponses étaient envoyées. Si c’est le cas, votre questionnaire n’a pas été compté, ou pas tel que vous l’avez envoyé. Veuillez signaler à la personne qui vous a invité qu’un reçu manque. Vous n’avez pas à dire lequel.
receipts-misread = Ce n’est pas un reçu complet : une lettre ou un chiffre manque ou a été pris pour un autre. Veuillez le comparer encore une fois.
receipts-unreachable = La liste n’a pas pu être chargée. Veuillez réessayer une fois connecté.
receipts-by-eye = Pour trouver votre reçu sans scripts, cherchez-le dans cette page : avec Ctrl et F, ou avec « Rechercher dans la page » dans le menu de votre navigateur.
receipts-list = La liste
receipts-long = La liste est trop longue pour être affichée ici. Vous pouvez l’ouvrir sous forme de fichier texte.
receipts-file = La liste sous forme de fichier texte
receipts-fingerprint = Empreinte du fichier texte (SHA-256)
receipts-fingerprint-hint = Si d’autres personnes obtiennent la même, elles voient la même liste.
receipts-what = Ce que la liste montre, et ce qu’elle ne montre pas
receipts-what-counted = Pour établir cette liste, chaque reçu a été recalculé à partir des réponses telles qu’elles sont conservées. Si l’une de vos réponses avait été modifiée ou perdue, votre reçu n’y figurerait pas.
receipts-what-secret = Un reçu ne prouve à personne ce que vous avez répondu. Tout le monde peut lire cette liste, donc tout le monde peut citer n’importe lequel de ses reçus.
receipts-what-keep = Ne montrez votre reçu à personne, pas même à nous : qui exploite le serveur et en détient la clé pourrait retrouver le questionnaire correspondant.
receipts-what-limits = La liste montre que les réponses conservées n’ont été ni modifiées ni perdues. Elle ne peut pas montrer que le serveur lui-même n’a pas été conçu pour tromper.

## Pour le personnel

receipts-staff-heading = Reçus
receipts-staff-lead = L’appareil de chaque partenaire affiche un reçu lors de l’envoi des réponses. Grâce à la liste publiée, les partenaires peuvent vérifier que leurs réponses ont été comptées sans modification, et sans dire qui ils sont.
receipts-staff-publish = Publier la liste
receipts-staff-again = Publier de nouveau la liste
receipts-staff-again-hint = Chaque reçu est alors recalculé à partir des réponses telles qu’elles sont conservées.
receipts-staff-published = Publiée le { $date }. Reçus dans la liste : { $receipts }. Questionnaires comptés : { $responses }.
receipts-staff-open = La page publique
receipts-staff-too-few =
    { $count ->
        [one] La liste pourra être publiée lorsque { $count } questionnaire aura un reçu. Pour le moment, aucun n’en a.
        [many] La liste pourra être publiée lorsque { $count } de questionnaires auront un reçu, afin qu’elle représente assez de personnes. Il y en a moins pour le moment.
       *[other] La liste pourra être publiée lorsque { $count } questionnaires auront un reçu, afin qu’elle représente assez de personnes. Il y en a moins pour le moment.
    }
receipts-event-published = La liste des reçus a été publiée. Reçus dans la liste : { $receipts } ; questionnaires comptés : { $responses }.

# Ce qu’aucune clé n’ouvre, dans les pages de l’équipe

lost-heading = Réponses qui ne peuvent pas être ouvertes
lost-lead = Une réponse en attente est scellée avec une clé conservée à part de la base de données. Si le fichier de clés est perdu, ou si l’on restaure une sauvegarde plus ancienne que les jours que ce fichier ouvre, une telle réponse ne peut plus être ouverte. Si vous avez ce fichier, remettez-le d’abord en place : les réponses seront alors comptées.
# $count (Number) - how many wait
lost-unopened =
    { $count ->
        [0] Toutes les réponses en attente peuvent être ouvertes.
        [one] { $count } réponse en attente ne peut pas être ouverte.
        [many] { $count } de réponses en attente ne peuvent pas être ouvertes.
       *[other] { $count } réponses en attente ne peuvent pas être ouvertes.
    }
# $date (String) - the first day
lost-from = Elles pourront être déclarées perdues à partir du { $date }, deux semaines après la fin de l’enquête.
lost-not-ended = Elles pourront être déclarées perdues deux semaines après la fin de l’enquête.
lost-others = Leur nombre a changé entre-temps. Rien n’a été fait : veuillez le vérifier.
lost-hint = Elles seront alors supprimées définitivement, les résultats ne les attendront plus et le rapport dira combien il y en avait.
lost-declare = Les déclarer perdues
lost-deed = Déclarer perdues des réponses qui ne peuvent pas être ouvertes
# $count (Number) - how many were declared lost
lost-given-up =
    { $count ->
        [one] { $count } réponse a été déclarée perdue.
        [many] { $count } de réponses ont été déclarées perdues.
       *[other] { $count } réponses ont été déclarées perdues.
    }
# $count (Number) - how many were declared lost
lost-event =
    { $count ->
        [one] { $count } réponse qui ne pouvait pas être ouverte a été déclarée perdue.
        [many] { $count } de réponses qui ne pouvaient pas être ouvertes ont été déclarées perdues.
       *[other] { $count } réponses qui ne pouvaient pas être ouvertes ont été déclarées perdues.
    }
