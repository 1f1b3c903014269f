# الدورات السابقة: نتائج منشورة للمقارنة.

waves-tab = الدورات السابقة
waves-lead = تظهر النتائج المنشورة للدورات السابقة بجانب نتائج هذا الاستبيان في تقريره، وتُطابَق برموز الأسئلة والعبارات والخيارات.
waves-none = لم تُستورد أي دورة سابقة.
waves-wave = دورة { $name }
waves-imported = استوردها { $by } في { $date }.
waves-respondents =
    { $count ->
        [zero] لا مجيبين.
        [one] مجيب واحد.
        [two] مجيبان.
        [few] { $count } مجيبين.
        [many] { $count } مجيبًا.
       *[other] { $count } مجيب.
    }
waves-invited =
    { $count ->
        [zero] لا مدعوين.
        [one] مدعو واحد.
        [two] مدعوان.
        [few] { $count } مدعوين.
        [many] { $count } مدعوًا.
       *[other] { $count } مدعو.
    }
waves-rate = معدل الاستجابة { $rate }.
waves-matched = عدد الصفوف المطابقة لأسئلة هذا الاستبيان: { $matched } من { $rows }.
waves-at-odds =
    { $count ->
        [zero] مجاميع الصفوف كلها صحيحة.
        [one] مجموع صف واحد لا يساوي عدد المجيبين، وهو معروض كما نُشر مع الإشارة إليه.
        [two] مجموع صفين لا يساوي عدد المجيبين، وهما معروضان كما نُشرا مع الإشارة إليهما.
        [few] مجموع { $count } صفوف لا يساوي عدد المجيبين، وهي معروضة كما نُشرت مع الإشارة إليها.
        [many] مجموع { $count } صفًا لا يساوي عدد المجيبين، وهي معروضة كما نُشرت مع الإشارة إليها.
       *[other] مجموع { $count } صف لا يساوي عدد المجيبين، وهي معروضة كما نُشرت مع الإشارة إليها.
    }
waves-row = السؤال أو العبارة
waves-total = المجموع
waves-mean = المتوسط
waves-count-and-share = { $count } ({ $share })
waves-too-many = المجموع غير صحيح: عدد الإجابات { $total } وعدد المجيبين { $all }.
waves-too-few = المجموع غير صحيح: لم يُحسب سوى { $total } من أصل { $all } من المجيبين.
waves-no-question = لا يُقارن: ليس في هذا الاستبيان سؤال كهذا.
waves-no-item = لا يُقارن: ليس في السؤال عبارة كهذه.
waves-no-kind = لا يُقارن: الإجابات من هذا النوع لا تُحسب.
waves-no-choices = لا يُقارن: خيارات غير معروفة: { $choices }.
waves-misprint = طُبع «{ $choice }» بنسبة { $printed }، والأعداد تعطي { $ours }.
waves-import = استيراد دورة سابقة
waves-import-lead = ترون أولًا محتوى الملف وما يطابق منه، ولا يُحفظ شيء قبل ذلك.
waves-file = الملف
waves-file-hint = أعداد منشورة بصيغة JSON أو CSV أو XLSX، أو إجابات قديمة بصيغة CSV أو XLSX. الحد الأقصى 2 ميغابايت.
waves-beside = لملف الإجابات فقط
waves-beside-hint = تُحسب الإجابات ولا تُحفظ. ويُترك السؤال الذي أجاب عنه عدد أقل مما يسمح بعرض نتائجه.
waves-name = اسم الدورة، مثل 2022
waves-invited-field = عدد المدعوين
waves-look = عرض المحتوى
waves-format = شكل الملف
waves-format-counts = في جدول الأعداد عدد واحد في كل صف، وهذه الأعمدة:
waves-format-measures = يبين العمود «measure» معنى القيمة:
waves-format-answers = في جدول الإجابات مجيب واحد في كل صف. والعناوين رموز الأسئلة، مع نقطة قبل رمز العبارة: procedures.support_timely. وتفصل المسافات بين الخيارات المتعددة.
waves-look-heading = محتوى الملف
waves-look-lead = الأعداد كما نُشرت، والنسب محسوبة منها.
waves-replaced = موجودة هنا وتُستبدل عند الحفظ: { $names }.
waves-unused = في الملف لكنه غير مستخدم: { $names }.
waves-save = حفظ هذه الدورات
waves-leave = الخروج دون حفظ
waves-download = تنزيل هذه الأعداد (JSON)
waves-remove = حذف هذه الدورة
waves-remove-lead = لن تُقارن بها التقارير بعد ذلك، ويمكنكم استيرادها من جديد.
waves-name-wrong = سمّوا الدورة بحروف لاتينية وأرقام وواصلات، من 1 إلى 32 حرفًا
waves-invited-wrong = أدخلوا عدد المدعوين عددًا صحيحًا
waves-file-too-large = يجب ألا يزيد حجم الملف على { $megabytes } ميغابايت
waves-file-unreadable = تتعذر قراءة الملف. اختاروا ملف JSON أو CSV أو XLSX
waves-file-json = لا يمكن استخدام ملف JSON: { $problem }
waves-file-column = ينقص الجدول العمود { $column }
waves-file-cell = الصف { $row }: لا يمكن استخدام العمود { $column }
waves-file-unnamed = يحتاج ملف الإجابات إلى اسم دورته
waves-file-no-question = لا عنوان في الملف يطابق سؤالًا في هذا الاستبيان
waves-file-too-few = عدد المجيبين في هذا الملف أقل من { $threshold }، ولا تُعرض النتائج دون هذا العدد
waves-file-nothing = لا يحتوي الملف على أي دورة
