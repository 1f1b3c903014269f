# تقرير الاستبيان: صفحته ورسومه وتحريره.

report-tab = التقرير
report-title = تقرير { $wave }
report-draft = هذه مسودة التقرير كما هو اليوم. وهي تتغير مع كل مجموعة من الإجابات ومع كل تعديل.
report-published = الإصدار { $version }، نشره { $by } في { $date }، ويبقى كما هو.
report-made = كما في { $date }.
report-languages = لغة التقرير
report-contents = المحتويات
report-page = صفحة { $page } من { $pages }
report-not-complete = ما زال ممكنًا وصول إجابات أخرى، فهذه الأرقام ليست نهائية.

report-summary = الملخص التنفيذي
report-sent =
    { $invited ->
        [zero] لم يُرسل الاستبيان إلى أي شريك.
        [one] أُرسل الاستبيان إلى شريك واحد، وعدد المجيبين { $responded }، أي أن معدل الاستجابة { $rate }.
        [two] أُرسل الاستبيان إلى شريكين، وعدد المجيبين { $responded }، أي أن معدل الاستجابة { $rate }.
        [few] أُرسل الاستبيان إلى { $invited } شركاء، وعدد المجيبين { $responded }، أي أن معدل الاستجابة { $rate }.
        [many] أُرسل الاستبيان إلى { $invited } شريكًا، وعدد المجيبين { $responded }، أي أن معدل الاستجابة { $rate }.
       *[other] أُرسل الاستبيان إلى { $invited } شريك، وعدد المجيبين { $responded }، أي أن معدل الاستجابة { $rate }.
    }
report-open-to-everyone =
    { $count ->
        [zero] لم تصل أي إجابة. وكانت الإجابة متاحة للجميع، فلا معدل استجابة هنا.
        [one] وصلت إجابة واحدة. وكانت الإجابة متاحة للجميع، فلا معدل استجابة هنا.
        [two] وصلت إجابتان. وكانت الإجابة متاحة للجميع، فلا معدل استجابة هنا.
        [few] وصلت { $count } إجابات. وكانت الإجابة متاحة للجميع، فلا معدل استجابة هنا.
        [many] وصلت { $count } إجابة. وكانت الإجابة متاحة للجميع، فلا معدل استجابة هنا.
       *[other] وصلت { $count } إجابة. وكانت الإجابة متاحة للجميع، فلا معدل استجابة هنا.
    }
report-counted =
    { $count ->
        [zero] لم تُحسب هنا أي إجابة.
        [one] حُسبت هنا إجابة واحدة.
        [two] حُسبت هنا إجابتان.
        [few] حُسبت هنا { $count } إجابات.
        [many] حُسبت هنا { $count } إجابة.
       *[other] حُسبت هنا { $count } إجابة.
    }
report-closed-early = أُغلق الاستبيان في { $closed }، قبل الموعد المعلن: كان يومه الأخير { $promised }.
report-alone-open = فُتح الاستبيان دون شخص ثانٍ.
report-alone-version = نُقل إلى إصدار آخر من مجموعة أسئلته دون شخص ثانٍ.
report-alone-close = تقرر إنهاؤه المبكر دون شخص ثانٍ.
report-alone-lost = أُعلن فقدان إجابات لم يمكن فتحها دون شخص ثانٍ.
report-suspended = عُلِّق الاستبيان من { $from } إلى { $to }، وأُجِّل يومه الأخير بالعدد نفسه من الأيام.
report-suspended-day = عُلِّق الاستبيان في { $date }، وأُجِّل يومه الأخير يومًا واحدًا.
report-lost =
    { $count ->
        [zero] لم يُعلن فقدان أي إجابة أخرى.
        [one] وصلت إجابة أخرى تعذّر فتحها، فأُعلن فقدانها.
        [two] وصلت إجابتان أخريان تعذّر فتحهما، فأُعلن فقدانهما.
        [few] وصلت { $count } إجابات أخرى تعذّر فتحها، فأُعلن فقدانها.
        [many] وصلت { $count } إجابة أخرى تعذّر فتحها، فأُعلن فقدانها.
       *[other] وصلت { $count } إجابة أخرى تعذّر فتحها، فأُعلن فقدانها.
    }
report-second =
    { $count ->
        [zero] لا توجد بين هذه الإجابات إجابة ثانية من مؤسسة سبق أن أجابت.
        [one] قد تكون إجابة واحدة من هذه الإجابات إجابة ثانية من مؤسسة سبق أن أجابت.
        [two] قد تكون إجابتان من هذه الإجابات إجابتين ثانيتين من مؤسستين سبق أن أجابتا.
        [few] قد تكون { $count } إجابات من هذه الإجابات إجابات ثانية من مؤسسات سبق أن أجابت.
        [many] قد تكون { $count } إجابة من هذه الإجابات إجابات ثانية من مؤسسات سبق أن أجابت.
       *[other] قد تكون { $count } إجابة من هذه الإجابات إجابات ثانية من مؤسسات سبق أن أجابت.
    }
report-rate-higher =
    { $points ->
        [zero] كان في { $wave } كما هو: { $rate }.
        [one] كان في { $wave } { $rate }. ومعدل { $own } أعلى منه بنقطة مئوية واحدة.
        [two] كان في { $wave } { $rate }. ومعدل { $own } أعلى منه بنقطتين مئويتين.
        [few] كان في { $wave } { $rate }. ومعدل { $own } أعلى منه بمقدار { $points } نقاط مئوية.
        [many] كان في { $wave } { $rate }. ومعدل { $own } أعلى منه بمقدار { $points } نقطة مئوية.
       *[other] كان في { $wave } { $rate }. ومعدل { $own } أعلى منه بمقدار { $points } نقطة مئوية.
    }
report-rate-lower =
    { $points ->
        [zero] كان في { $wave } كما هو: { $rate }.
        [one] كان في { $wave } { $rate }. ومعدل { $own } أدنى منه بنقطة مئوية واحدة.
        [two] كان في { $wave } { $rate }. ومعدل { $own } أدنى منه بنقطتين مئويتين.
        [few] كان في { $wave } { $rate }. ومعدل { $own } أدنى منه بمقدار { $points } نقاط مئوية.
        [many] كان في { $wave } { $rate }. ومعدل { $own } أدنى منه بمقدار { $points } نقطة مئوية.
       *[other] كان في { $wave } { $rate }. ومعدل { $own } أدنى منه بمقدار { $points } نقطة مئوية.
    }
report-rate-same = كان في { $wave } كما هو: { $rate }.
report-mean-of = { $mean } من { $max }
report-headline-top = أعطى { $count } من أصل { $base } ({ $share }) أعلى قيمة، وهي { $max }.
report-headline-earlier = كان المتوسط في { $wave } { $mean }. والتغير بمقدار { $change }: { $verdict }.
report-headline-untold = كان المتوسط في { $wave } { $mean }.
report-improved = أكثر ما ارتفع منذ { $wave }
report-fell = أكثر ما انخفض منذ { $wave }
report-moved = { $said }: { $before } آنذاك، و{ $now } الآن
report-moved-nothing = لا شيء.
report-moved-how =
    { $count ->
        [zero] لم يُقارن شيء.
        [one] تُقارن نسبة من اختاروا النصف الأعلى من المقياس. وفي مقارنة واحدة من كل عشرين يبدو الفرق أكبر من المصادفة وهو مصادفة؛ وعدد المقارنات هنا واحدة.
        [two] تُقارن نسبة من اختاروا النصف الأعلى من المقياس. وفي مقارنة واحدة من كل عشرين يبدو الفرق أكبر من المصادفة وهو مصادفة؛ وعدد المقارنات هنا اثنتان.
        [few] تُقارن نسبة من اختاروا النصف الأعلى من المقياس. وفي مقارنة واحدة من كل عشرين يبدو الفرق أكبر من المصادفة وهو مصادفة؛ وهنا { $count } مقارنات.
        [many] تُقارن نسبة من اختاروا النصف الأعلى من المقياس. وفي مقارنة واحدة من كل عشرين يبدو الفرق أكبر من المصادفة وهو مصادفة؛ وهنا { $count } مقارنة.
       *[other] تُقارن نسبة من اختاروا النصف الأعلى من المقياس. وفي مقارنة واحدة من كل عشرين يبدو الفرق أكبر من المصادفة وهو مصادفة؛ وهنا { $count } مقارنة.
    }
report-standing = هل يمثل المجيبون جميع الشركاء؟
report-lowest = أدنى معدل هو لفئة { $group }: { $responded } من أصل { $invited }.
report-group = الفئة
report-by-region = معدل الاستجابة حسب المنطقة
report-by-type = معدل الاستجابة حسب نوع المنظمة
report-invited = المدعوون
report-responded = المجيبون
report-rate = المعدل
report-response-rate = معدل الاستجابة
report-respondents = من الذين أجابوا

report-figure = الشكل { $number }
report-table = الجدول
report-wave = الجولة
report-of-wave = { $wave }: { $what }
report-published-wave = { $wave } كما نُشر
report-wave-odd = { $wave } (المجموع لا يستقيم)
report-odd = المجموع لا يستقيم: { $total } من الإجابات مقابل { $respondents } من المجيبين
report-odd-waves = { $waves }: بعض الصفوف لا يطابق مجموعها عدد المجيبين. وهي معروضة كما نُشرت، ومؤشَّر عليها.
report-misprint = { $wave }، { $item }: طُبعت نسبة «{ $choice }» { $printed }، والأعداد تعطي { $ours }.
report-change = التغير منذ { $wave }
report-change-upper = التغير منذ { $wave } ({ $said }): { $change }
report-points =
    { $points ->
        [zero] { $signed } نقطة
        [one] { $signed } نقطة
        [two] { $signed } نقطة
        [few] { $signed } نقاط
        [many] { $signed } نقطة
       *[other] { $signed } نقطة
    }
# Both are isolated, so the mark tells the direction of what they stand in.
report-with-verdict = { "\u200F" }{ $change }، { $verdict }
report-verdict-more = أكبر من المصادفة
report-verdict-may = قد يكون مصادفة
report-verdict-few = العدد أقل من أن يُستنتج منه
report-verdict-unknown = ما نُشر لا يكفي للحكم
report-mean = المتوسط
report-rank = المرتبة { $number }
report-everybody = جميع من أجابوا
report-described-bars = الأكثر تكرارًا: { $label } ({ $share }).
report-described-stacked = { $said }: من { $lowest } ({ $low }) إلى { $highest } ({ $high }).
report-described-mean = المتوسط { $mean }، وعدد الإجابات { $count }.
report-download = هذا الشكل ملفًا (SVG)
report-benchmarks = مقارنةً بمنظمات أخرى
report-benchmark-range = لدى المنظمات الأخرى: الأدنى { $low }، ونصفها بين { $from } و{ $to }، والوسيط { $median }، والأعلى { $high }.
report-quotes = بكلماتهم
report-themes = الموضوعات
report-theme = { $theme }: { $count }
report-recommend = يوصون (9 أو 10): { $promoters }. محايدون (7 أو 8): { $passives }. لا يوصون (من 0 إلى 6): { $detractors }.
report-source = { $title }، { $wave }؛ عدد الإجابات { $responses }. أجاب عن هذا السؤال { $count }.

report-of-some = لم يُطرح هذا السؤال على الجميع. ولا يُعرف كم ممن لم يستجيبوا كان سيُطرح عليهم، ولذلك لا يُطبَّق تصحيح المجتمع المحدود.
report-how = كيف تُقرأ الأرقام
report-how-base = النسب المئوية هي من الذين أجابوا على مقياس السؤال. أما «غير ذي صلة» و«لا أعرف» وما شابههما فتُحسب على حدة. وتُقرَّب كل نسبة مرة واحدة إلى أقرب عدد صحيح، والنصف إلى الأعلى، فقد يكون مجموعها 99 أو 101.
report-how-change = التغير هو الفرق بين النسبتين كما تظهران هنا. و«أكبر من المصادفة» تعني أن المصادفة وحدها لا تُحدث فرقًا كهذا إلا مرة واحدة من كل عشرين على الأكثر. ويُستعمل لذلك اختبار فيشر الدقيق، أو اختبار مع تصحيح المجتمع المحدود حيث يُعرف عدد المدعوين ويُطرح السؤال على جميعهم.
report-how-few =
    { $count ->
        [zero] لا يظهر أي رقم قبل وصول الإجابات. ولا تُعرض الإجابات المفتوحة إلى جانب شيء آخر، حتى لا يتمكن أحد من معرفة صاحب كل إجابة.
        [one] لا يظهر أي رقم قبل وصول إجابة واحدة. ولا تُعرض الإجابات المفتوحة إلى جانب شيء آخر، حتى لا يتمكن أحد من معرفة صاحب كل إجابة.
        [two] لا يظهر أي رقم قبل وصول إجابتين. ولا تُعرض الإجابات المفتوحة إلى جانب شيء آخر، حتى لا يتمكن أحد من معرفة صاحب كل إجابة.
        [few] لا يظهر أي رقم قبل وصول { $count } إجابات. ولا تُعرض الإجابات المفتوحة إلى جانب شيء آخر، حتى لا يتمكن أحد من معرفة صاحب كل إجابة.
        [many] لا يظهر أي رقم قبل وصول { $count } إجابة. ولا تُعرض الإجابات المفتوحة إلى جانب شيء آخر، حتى لا يتمكن أحد من معرفة صاحب كل إجابة.
       *[other] لا يظهر أي رقم قبل وصول { $count } إجابة. ولا تُعرض الإجابات المفتوحة إلى جانب شيء آخر، حتى لا يتمكن أحد من معرفة صاحب كل إجابة.
    }

report-edit = تحرير التقرير
report-edit-title = تحرير التقرير
report-edit-back = التقرير
report-edit-introduction = قبل كل شيء
report-edit-comment = ما تقوله عن هذا القسم
report-edit-in = بلغة: { $language }
report-edit-hint = يفصل سطر فارغ بين الفقرات. واللغة التي لا نص لها لا يظهر فيها شيء.
report-edit-quotes = تُقرَّر الموضوعات والإجابات المفتوحة الصالحة للنشر ضمن «الإجابات المفتوحة». أما ما يقتبسه التقرير منها فيُختار هنا تحت كل سؤال.
report-edit-chosen = الاقتباسات: اختير { $quoted } من أصل { $all } من الإجابات الصالحة للنشر
report-edit-quoted = مقتبسة في التقرير.
report-edit-quote = اقتباسها
report-edit-quote-not = إلغاء اقتباسها
report-edit-save = حفظ النص
report-edit-questions = الأسئلة
report-edit-left-out = مستبعد
report-edit-leave-out = استبعاد
report-edit-take-in = إعادة
report-edit-up = إلى أعلى
report-edit-down = إلى أسفل
report-edit-overtaken = عدّل شخص آخر التقرير في هذه الأثناء، فلم يُحفظ شيء. وما كتبته ما زال هنا: قارنه بالتقرير ثم احفظ من جديد.
report-edit-too-long =
    { $count ->
        [zero] لا يجوز أن يحتوي النص على أي حرف
        [one] لا يجوز أن يزيد النص على حرف واحد
        [two] لا يجوز أن يزيد النص على حرفين
        [few] لا يجوز أن يزيد النص على { $count } أحرف
        [many] لا يجوز أن يزيد النص على { $count } حرفًا
       *[other] لا يجوز أن يزيد النص على { $count } حرف
    }
report-saved = تم الحفظ.
report-publish = نشر هذا التقرير
report-publish-lead = يُحفظ كما هو الآن إصدارًا قائمًا بذاته. وتغيّر الإجابات والتعديلات اللاحقة المسودة ولا تغيّر أي إصدار.
report-publish-button = نشر الإصدار { $version }
report-publish-overtaken = تغيّر التقرير منذ أن اطلعت عليه. اطلع عليه من جديد ثم انشره.
report-versions = الإصدارات المنشورة
report-versions-none = لم يُنشر شيء بعد.
report-version = الإصدار { $version }
report-version-line = { $date }، نشره { $by }
report-to-draft = المسودة كما هي اليوم
