# أرقام الاستبيان: المنحنى عبر الزمن، والمجموعات، ومدى التمثيل.

figures-line = عبر الزمن
figures-line-alone = في اليوم { $day } منذ الافتتاح، بلغ معدل الاستجابة { $percent }.
figures-line-compared = في اليوم { $day } منذ الافتتاح، بلغ معدل الاستجابة { $percent }. وكان في { $wave } قد بلغ { $earlier } في اليوم نفسه.
figures-forecast-wave = إذا استمر الأمر كما في { $wave }، فسيكون المعدل النهائي على الأرجح بين { $low } و{ $high }.
figures-forecast-pace = إذا وردت الإجابات بوتيرة الأسبوعين الماضيين على الأكثر، فسيكون المعدل النهائي على الأرجح بين { $low } و{ $high }.
figures-axis = الأيام منذ الافتتاح
figures-day = اليوم
figures-line-table = الأرقام نفسها في جدول
figures-mark-invitation = إرسال الدعوة، { $date }
figures-mark-reminder = إرسال تذكير، { $date }
figures-mark-last-call = إرسال النداء الأخير، { $date }
figures-mark-extended = إعلان التمديد، { $date }
figures-mark-closing-early = إعلان الإغلاق المبكر، { $date }
figures-mark-deadline-moved = تمديد الموعد النهائي، { $date }
figures-mark-deadline = اليوم الأخير، { $date }

figures-groups = من المتأخر
figures-country = البلد
figures-programme = البرنامج
figures-type = نوع المؤسسة
figures-manager = مسؤول البرنامج
figures-groups-below =
    { $below ->
        [zero] لا توجد مجموعة دون معدل { $wave } من أصل { $groups }.
        [one] مجموعة واحدة من أصل { $groups } دون معدل { $wave }.
        [two] مجموعتان من أصل { $groups } دون معدل { $wave }.
        [few] { $below } مجموعات من أصل { $groups } دون معدل { $wave }.
        [many] { $below } مجموعة من أصل { $groups } دون معدل { $wave }.
       *[other] { $below } مجموعة من أصل { $groups } دون معدل { $wave }.
    }
figures-groups-all-below = جميع المجموعات دون معدل { $wave }.
figures-groups-reached = بلغت جميع المجموعات معدل { $wave }.

figures-standing = هل يمثّل من أجابوا الجميع؟
figures-margin =
    { $invited ->
        [zero] أجاب { $responded } ولم يُدعَ أي شريك، وهامش الخطأ { $points }.
        [one] أجاب { $responded } من أصل شريك واحد. إذا كان من أجابوا يشبهون من لم يجيبوا، فإن أي نسبة في النتائج لا تبتعد عن الصواب بأكثر من نحو { $points } نقطة مئوية، في 19 حالة من أصل 20.
        [two] أجاب { $responded } من أصل شريكين اثنين. إذا كان من أجابوا يشبهون من لم يجيبوا، فإن أي نسبة في النتائج لا تبتعد عن الصواب بأكثر من نحو { $points } نقطة مئوية، في 19 حالة من أصل 20.
        [few] أجاب { $responded } من أصل { $invited } شركاء. إذا كان من أجابوا يشبهون من لم يجيبوا، فإن أي نسبة في النتائج لا تبتعد عن الصواب بأكثر من نحو { $points } نقطة مئوية، في 19 حالة من أصل 20.
        [many] أجاب { $responded } من أصل { $invited } شريكًا. إذا كان من أجابوا يشبهون من لم يجيبوا، فإن أي نسبة في النتائج لا تبتعد عن الصواب بأكثر من نحو { $points } نقطة مئوية، في 19 حالة من أصل 20.
       *[other] أجاب { $responded } من أصل { $invited } شريك. إذا كان من أجابوا يشبهون من لم يجيبوا، فإن أي نسبة في النتائج لا تبتعد عن الصواب بأكثر من نحو { $points } نقطة مئوية، في 19 حالة من أصل 20.
    }
figures-regions-fit = لا تختلف معدلات الاستجابة بين المناطق أكثر مما يمكن أن تفسّره المصادفة وحدها ({ $p }).
figures-regions-differ = تختلف معدلات الاستجابة بين المناطق أكثر مما تفسّره المصادفة وحدها ({ $p }): بعض المناطق ممثَّلة تمثيلًا ناقصًا.
figures-types-fit = ولا تختلف بين أنواع المؤسسات أكثر مما يمكن أن تفسّره المصادفة وحدها ({ $p }).
figures-types-differ = وتختلف بين أنواع المؤسسات أكثر مما تفسّره المصادفة وحدها ({ $p }): بعض الأنواع ممثَّلة تمثيلًا ناقصًا.
figures-margin-how = حُسب هامش الخطأ بمستوى ثقة 95% لنسبة النصف، مع تصحيح المجتمع المحدود.
figures-chi-square = اختُبرت الفروق باختبار مربع كاي.
figures-exact = اختُبرت الفروق بين المجموعات الصغيرة باختبار فيشر الدقيق.
figures-drawn = اختُبرت الفروق بين المجموعات الصغيرة الكثيرة باختبار فيشر على جداول سُحبت عشوائيًا.
figures-own-partners = شركاؤكم: أجاب { $responded } من أصل { $invited } ({ $percent }).
