# ملفات XLSForm: ما يُقال عنها صفًا صفًا، والصفحات التي تُستورد منها.

xlsform-other = غير ذلك
xlsform-no-survey-sheet = ليس في الملف ورقة «survey»، وهي موضع الأسئلة في ملفات XLSForm.
xlsform-no-column = العمود «{ $name }» ناقص.
xlsform-language-unknown = «{ $name }» ليست لغة معروفة. اكتبوا رمزها بين قوسين: label::Français (fr).
xlsform-name-missing = الاسم ناقص.
xlsform-name-twice = ورد الاسم «{ $name }» مرتين.
xlsform-list-missing = ليس في الورقة «choices» قائمة «{ $name }».
xlsform-expression = تتعذر قراءة التعبير ابتداءً من الحرف رقم { $number }: { $detail }
xlsform-unknown-reference = عند الحرف رقم { $number } يشير التعبير إلى «{ $name }»، وهو غير موجود في الاستمارة.
xlsform-reference-left-out = عند الحرف رقم { $number } يعتمد التعبير على «{ $name }»، وهو متروك، فالتعبير كله متروك، { $detail }
xlsform-function-left-out = ليس في «صوت» دالة «{ $name }» (عند الحرف رقم { $number })، فالتعبير كله متروك، { $detail }
xlsform-path-left-out = لا يستطيع «صوت» اتباع «{ $name }» (عند الحرف رقم { $number })، فهو لا يشير إلى الإجابات إلا بالصيغة ${"{"}question{"}"}. التعبير كله متروك، { $detail }
xlsform-effect-asked = فيُطرح دائمًا ما هو شرط له.
xlsform-effect-accepted = فتُقبل كل إجابة.
xlsform-group-not-closed = تبدأ المجموعة «{ $name }» ولا تنتهي.
xlsform-group-not-begun = تنتهي هنا مجموعة لم تبدأ.
xlsform-type-missing = لا يذكر الصف نوعه.
xlsform-no-questions = ليس فيه سؤال يمكن طرحه.
xlsform-formula = في الخلية صيغة حسابية لا يحمل الملف قيمتها. افتحوا الملف في برنامج جداول واحفظوه، أو اكتبوا القيمة بدلًا منها.
xlsform-cell-error = تعرض الخلية الخطأ { $name } بدلًا من قيمة.
xlsform-type-left-out = ليس في «صوت» أسئلة من النوع «{ $name }»، فالصف متروك.
xlsform-repeat-left-out = ليس في «صوت» تكرارات، فمحتوى هذا التكرار متروك.
xlsform-in-repeat = يقع «{ $name }» داخل تكرار، فهو متروك.
xlsform-cell-unused = لا يستعمل «صوت» العمود «{ $name }»، فالقيمة «{ $value }» متروكة.
xlsform-cell-twice = سبق العمود «{ $name }» في هذا الصف إلى قول ذلك، والعبرة به، فالقيمة «{ $value }» متروكة.
xlsform-conditionally-required = ليس في «صوت» أسئلة إلزامية بشرط، فيمكن تجاوز هذا السؤال.
xlsform-range-as-number = المجال ليس مقياسًا قصيرًا من أعداد صحيحة، فصار عددًا بين حدين.
xlsform-version-unread = «{ $name }» ليس عددًا صحيحًا، فاعتُبر رقم الإصدار 1.
xlsform-matrix-partly-required = بعض صفوف الجدول إلزامي وبعضها غير إلزامي، فلم يعد أي منها إلزاميًا.
xlsform-matrix-split = لصفوف في الجدول شروط خاصة بها، فصار أسئلة منفردة.
xlsform-language-assumed = لا تذكر أعمدة النصوص لغة، فاعتُبرت بلغة «{ $name }».
xlsform-sheet-unused = لا يستعمل «صوت» الورقة «{ $name }».
xlsform-columns-left-out = لا تُقرأ من الورقة سوى أعمدتها الأولى، وعددها { $number }، وما بعدها متروك.
xlsform-reread = { $column }: صارت التواريخ تُحسب أيامًا، وصارت «=» تقارن كل الخيارات المختارة معًا. «{ $name }» يُكتب الآن «{ $value }».
xlsform-all-compared = تقارن «=» كل ما اختير معًا، فلا تصدق إلا إذا كان «{ $name }» الخيار الوحيد. للسؤال عن وجوده بين الخيارات اكتبوا selected().
xlsform-answer-in-text = يُدرج النص إجابة السؤال «{ $name }»، أما «صوت» فيعرضه كما هو مكتوب.
xlsform-title-left-out = لا تضم المجموعة سوى مجموعات، فعنوانها متروك.
xlsform-hint-overruled = عمود خاص بصوت لا يوافق الأعمدة القياسية المجاورة، فالعبرة بها.
xlsform-renamed = صار اسم «{ $name }» هو «{ $value }».
xlsform-appearance-unused = لا أثر للمظهر «{ $name }».
xlsform-column-unknown = العمود «{ $name }» غير معروف ولا يُقرأ.
xlsform-group-flattened = مجموعة داخل مجموعة: تُطرح أسئلتها في القسم المحيط بها.
xlsform-section-made = صارت الأسئلة الواقعة خارج أي مجموعة في قسم خاص بها، «{ $name }».
xlsform-other-folded = صار حقل النص جزءًا من الخيار «غير ذلك» في السؤال «{ $name }».
xlsform-list-split = تُستعمل القائمة مع «غير ذلك» وبدونه، فصارت قائمتين، والجديدة هي «{ $name }».
xlsform-list-unused = لا يستعمل أي سؤال القائمة «{ $name }»، فهي متروكة.
xlsform-texts-short =
    { $number ->
        [zero] لا يقتصر أي حقل نصي على سطر من 255 حرفًا.
        [one] يقبل حقل نصي واحد سطرًا من 255 حرفًا على الأكثر.
        [two] يقبل حقلان نصيان سطرًا من 255 حرفًا على الأكثر لكل منهما.
        [few] تقبل { $number } حقول نصية سطرًا من 255 حرفًا على الأكثر لكل منها.
        [many] يقبل { $number } حقلًا نصيًا سطرًا من 255 حرفًا على الأكثر لكل منها.
       *[other] يقبل { $number } حقل نصي سطرًا من 255 حرفًا على الأكثر لكل منها.
    }
xlsform-decimals-assumed =
    { $number ->
        [zero] لا يُقبل أي عدد عشري بمنزلتين.
        [one] يُقبل عدد عشري واحد بمنزلتين عشريتين.
        [two] يُقبل عددان عشريان بمنزلتين عشريتين.
        [few] تُقبل { $number } أعداد عشرية بمنزلتين عشريتين.
        [many] يُقبل { $number } عددًا عشريًا بمنزلتين عشريتين.
       *[other] يُقبل { $number } عدد عشري بمنزلتين عشريتين.
    }
xlsform-expression-too-long = يزيد طوله على { $number } من الأحرف.
xlsform-expression-too-deep = تتداخل الأقواس أكثر مما يُسمح به: { $number }.
xlsform-expression-too-many = فيه عوامل أكثر مما يُسمح به: { $number }.
xlsform-expression-value = تنقص قيمة هنا.
xlsform-expression-unexpected = لا موضع هنا لـ«{ $name }».
xlsform-expression-parenthesis = قوس لم يُغلق.
xlsform-expression-quote = علامة اقتباس لم تُغلق.
xlsform-expression-reference = لا يدل «{ $name }» على أي سؤال.
xlsform-expression-arity = لا تقبل «{ $name }» هذا العدد من القيم: { $number }.

xlsform-in = استيراد ملف XLSForm
xlsform-in-lead = ملف .xlsx معدّ لـ ODK أو KoboToolbox، أو ملف نزّلتموه من هنا وعدّلتموه. ترون أولًا ما يُقرأ منه وما يغيره، ولا يُحفظ شيء قبل ذلك.
xlsform-file = الملف
xlsform-file-hint = بصيغة .xlsx، أو .json كما يكتبها «صوت». الحد الأقصى { $megabytes } ميغابايت.
xlsform-code = مجموعة الأسئلة
xlsform-code-hint = رمز مجموعة الأسئلة التي يدخل فيها الملف. اتركوه فارغًا لاستعمال form_id الوارد في الملف.
xlsform-look = عرض المحتوى
xlsform-out = تنزيل نسخة
xlsform-out-lead = يُفتح ملف XLSForm في أي برنامج جداول وفي ODK وKoboToolbox. عدّلوه أو ترجموه هناك ثم استوردوه من جديد، فالرموز تبقى كما هي.
xlsform-out-draft-xlsx = المسودة بصيغة XLSForm
xlsform-out-draft-json = المسودة بصيغة JSON
xlsform-out-version-xlsx = الإصدار { $version } بصيغة XLSForm
xlsform-out-version-json = الإصدار { $version } بصيغة JSON
xlsform-tab = الملفات
xlsform-look-heading = محتوى الملف
xlsform-look-errors = لا يمكن استيراد شيء قبل تصحيح الأخطاء. صححوها في الملف ثم اختاروه من جديد.
xlsform-look-questions =
    { $count ->
        [zero] لا أسئلة
        [one] سؤال واحد
        [two] سؤالان
        [few] { $count } أسئلة
        [many] { $count } سؤالًا
       *[other] { $count } سؤال
    }
xlsform-look-into-draft = سيحل محل مسودة «{ $code }». ويحتفظ سجل المسودة بما فيها الآن.
xlsform-look-into-next = سيصير مسودة لـ«{ $code }» بجانب إصدارها المنشور { $version }.
xlsform-look-into-new = سيصير مسودة مجموعة أسئلة جديدة رمزها «{ $code }».
xlsform-look-other-code = اسم الاستمارة في الملف «{ $name }».
xlsform-look-remarks = ملاحظات على الملف
xlsform-look-remarks-none = يُقرأ كل ما فيه كما هو.
xlsform-look-counted = أخطاء: { $errors }. متروك أو متغير: { $warnings }. للعلم: { $notes }.
xlsform-look-notes =
    { $count ->
        [zero] لا ملاحظات للعلم
        [one] ملاحظة واحدة للعلم
        [two] ملاحظتان للعلم
        [few] { $count } ملاحظات للعلم
        [many] { $count } ملاحظة للعلم
       *[other] { $count } ملاحظة للعلم
    }
xlsform-look-differences = ما يغيره الملف
xlsform-look-differences-none = لا شيء: هو ما هو موجود أصلًا.
xlsform-change-added = جديد
xlsform-change-removed = محذوف
xlsform-change-changed = معدّل
xlsform-look-take = استيراد
xlsform-look-leave = الخروج دون حفظ
xlsform-overtaken = عدّل { $who } المسودة في هذه الأثناء ({ $when }). لم يُحفظ شيء، وهذا ما يغيره الملف الآن.
xlsform-overtaken-gone = لم تعد المسودة موجودة، أو بدأت مسودة جديدة. لم يُحفظ شيء، وهذا ما يغيره الملف الآن.
xlsform-severity = النوع
xlsform-severity-error = خطأ
xlsform-severity-warning = متروك أو متغير
xlsform-severity-note = للعلم
xlsform-place = الموضع
xlsform-place-row = الورقة «{ $sheet }»، الصف { $row }
xlsform-place-cell = الورقة «{ $sheet }»، الصف { $row }، العمود «{ $column }»
xlsform-place-sheet = الورقة «{ $sheet }»
xlsform-place-file = الملف كله
xlsform-says = الملاحظة
xlsform-file-too-large = حجم الملف أكبر من { $megabytes } ميغابايت. اختاروا ملفًا أصغر.
xlsform-file-unpacks = محتوى الملف بعد فك ضغطه أكبر بكثير من أي مجموعة أسئلة. اختاروا ملفًا آخر.
xlsform-file-rows = عدد صفوف إحدى الأوراق أكبر من { $rows }. اختاروا ملفًا آخر.
xlsform-file-empty = الملف فارغ. اختاروا ملفًا فيه الورقتان «survey» و«choices».
xlsform-file-old = الملف من Excel 2003 أو أقدم، أو هو مقفل. احفظوه بصيغة .xlsx بلا كلمة مرور.
xlsform-file-damaged = ليس هذا ملف .xlsx أو هو تالف. اختاروا ملف .xlsx، أو .json كما يكتبه «صوت».
xlsform-file-json = تتعذر قراءة JSON: { $problem }
xlsform-code-wrong = لا يضم الرمز سوى أحرف لاتينية صغيرة وأرقام وواصلات، ويبدأ بحرف، ولا يزيد على 48 حرفًا.
xlsform-nothing = الملف الذي عُرض لم يعد موجودًا. اختاروه من جديد.
