# ما تكشفه مراجعة مجموعة الأسئلة، وموضعه.

checks-place = { $whole }: { $part }
checks-place-question = السؤال «{ $label }» ({ $code })
checks-place-question-untitled = السؤال { $code }
checks-place-section = القسم «{ $label }» ({ $code })
checks-place-section-untitled = القسم { $code }

checks-no-language = لا بد من لغة واحدة على الأقل.
checks-language-twice = هذه اللغة مذكورة مرتين: { $language }.
checks-no-section = لا بد من قسم واحد على الأقل.
checks-list-unused = لا يستخدم أي سؤال قائمة الخيارات هذه.
checks-list-empty = القائمة بلا خيارات.
checks-choice-twice = يتكرر الرمز «{ $name }» في قائمته.
checks-several-other = لا يكون في القائمة إلا خيار واحد من نوع «غير ذلك، يُرجى التحديد».
checks-text-missing = ينقص النص باللغة { $language }.
checks-strange-text = هناك نص باللغة { $language }، وهي ليست من لغات مجموعة الأسئلة هذه.
checks-code-twice = الرمز «{ $name }» مستخدم مرتين.
checks-section-empty = القسم بلا أسئلة.
checks-other-suffix = لا يمكن أن ينتهي رمز السؤال بـ«{ $name }».
checks-no-list = لا توجد قائمة خيارات باسم «{ $name }».
checks-no-items = يحتاج جدول العبارات إلى عبارة واحدة على الأقل.
checks-item-twice = يتكرر الرمز «{ $name }» في جدول العبارات.
checks-rating-scale = يتدرج التقييم من أدنى قيمة إلى أعلى قيمة، في 11 درجة على الأكثر.
checks-numbers-crossed = أدنى قيمة أكبر من أعلى قيمة.
checks-dates-crossed = أقدم تاريخ يقع بعد أحدث تاريخ.
checks-note-required = لا إجابة عن نص للقراءة، فلا يمكن جعلها إلزامية.
checks-profile-kind = لا تُفصَّل النتائج إلا بحسب سؤال ذي خيار واحد.
checks-this-elsewhere = لا معنى للعلامة «.» إلا حيث تُراجع الإجابة.
checks-no-choice = ليس في «{ $name }» خيار «{ $value }».
checks-later-question = يأتي «{ $name }» لاحقًا، ولا يستند الشرط إلا إلى أسئلة سابقة.
checks-no-question = لا يوجد سؤال رمزه «{ $name }».
checks-no-item = ليس في «{ $name }» عبارة «{ $value }».
checks-whole-matrix = «{ $name }» جدول عبارات: حددوا إحدى عباراته، كما في { $example }.
checks-no-matrix = ليس «{ $name }» جدول عبارات، فلا عبارات فيه.
checks-note-referred = «{ $name }» نص للقراءة، فلا إجابة عنه.
