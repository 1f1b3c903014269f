# دعوات الاستبيان: من دُعي، ودعوة الشركاء، وصفحة الشريك الواحد، والرابط العام.

staff-tab-invitations = الدعوات

## الحالات والمتابعات بالكلمات

invitations-state-invited = لم يُفتح الرابط بعد
invitations-state-opened = فُتح الرابط ولم تصل إجابة بعد
invitations-state-responded = أجاب
invitations-state-declined = اعتذر عن المشاركة
invitations-state-bounced = تعذّر التسليم
invitations-kind-call = مكالمة
invitations-kind-message = رسالة
invitations-kind-meeting = اجتماع
invitations-kind-note = ملاحظة
invitations-kind-shown = عُرض الرابط
invitations-counted = { $value } ({ $count })

## القائمة

# $count (Number) - عدد الشركاء الذين دُعوا الآن
invitations-invited =
    { $count ->
        [zero] لم يُدعَ أي شريك.
        [one] دُعي شريك واحد.
        [two] دُعي شريكان اثنان.
        [few] دُعي { $count } شركاء.
        [many] دُعي { $count } شريكًا.
       *[other] دُعي { $count } شريك.
    }
invitations-found =
    { $count ->
        [zero] لا شركاء
        [one] شريك واحد
        [two] شريكان اثنان
        [few] { $count } شركاء
        [many] { $count } شريكًا
       *[other] { $count } شريك
    }
invitations-own-first = يأتي شركاؤك أولًا.
invitations-filter = تصفية
invitations-filter-all = الكل
invitations-filter-apply = عرض
invitations-filter-clear = عرض الكل
invitations-search = الاسم أو البلد أو الرمز
invitations-partner = الشريك
invitations-region = المنطقة
invitations-country = البلد
invitations-programme = البرنامج
invitations-type = نوع المنظمة
invitations-language = اللغة
invitations-manager = مسؤول البرنامج
invitations-contacts = جهات الاتصال
invitations-state = الحالة
invitations-reminders = التذكيرات
invitations-follow-up-last = آخر متابعة
invitations-last-follow-up = { $kind }، { $day }
invitations-page-before = الصفحة السابقة
invitations-page-after = الصفحة التالية

## لم يُدعَ أحد بعد؛ مفتوح للجميع

invitations-nobody = لم يُدعَ أحد بعد
invitations-nobody-lead = ادعُ الشركاء: يحصل كل منهم على رابط خاص به، وترى من أجاب، ويمكنك تذكير الآخرين.
invitations-open = أو افتح الاستبيان للجميع برابط واحد
invitations-open-lead = عندئذ يستطيع كل من لديه الرابط أن يجيب، وأكثر من مرة إن أراد. لا دعوات ولا تذكيرات، ولا معدل استجابة للاستبيان. يمكنك التراجع ما دام لم يُجب أحد.
invitations-open-yes = فتح للجميع
invitations-public = مفتوح للجميع
invitations-public-lead = يستطيع كل من لديه هذا الرابط أن يجيب. لا أحد مدعو، فلا يُذكَّر أحد، ولا يوجد معدل استجابة.
invitations-public-link = الرابط العام
invitations-public-responses =
    { $count ->
        [zero] لم تصل أي إجابة
        [one] وصلت إجابة واحدة
        [two] وصلت إجابتان اثنتان
        [few] وصلت { $count } إجابات
        [many] وصلت { $count } إجابة
       *[other] وصلت { $count } إجابة
    }
invitations-responses = الإجابات
invitations-public-why = هذا الاستبيان مفتوح للجميع. لا أحد يعرف كم شخصًا رأى رابطه، ويمكن للشخص الواحد أن يجيب أكثر من مرة، ولذلك لا يمكن ذكر معدل استجابة.
invitations-public-close = العودة إلى الدعوات
invitations-public-close-lead = يتوقف الرابط العام عن العمل، ويمكن دعوة الشركاء.
invitations-public-close-yes = العودة إلى الدعوات
invitations-event-public = فُتح للجميع برابط واحد
invitations-event-invited-only = عودة إلى الدعوات

## الدعوة

invitations-choose = دعوة شركاء
invitations-choose-open = الاستبيان مفتوح: روابط الشركاء الذين تدعونهم الآن تُعدّ معروفة لديكم، وتُحجب النتائج إذا عرف شخص واحد روابط أكثر مما ينبغي.
invitations-choose-lead = هؤلاء هم الشركاء النشطون الذين لم يُدعوا إلى هذا الاستبيان.
invitations-choose-nobody = دُعي جميع الشركاء النشطين من قبل.
invitations-choose-empty = لا يوجد شركاء نشطون بعد. أضيفوهم أو استوردوهم أولًا.
invitations-choose-none = لا يوجد شريك يطابق هذه التصفية.
invitations-choose-public = هذا الاستبيان مفتوح للجميع برابط واحد، فلا يُدعى أحد.
invitations-choose-who = من تدعو
invitations-choose-all =
    { $count ->
        [zero] لا أحد ممن تعرضهم التصفية
        [one] الشريك الوحيد الذي تعرضه التصفية
        [two] الشريكان الاثنان اللذان تعرضهما التصفية
        [few] جميع الشركاء الـ{ $count } الذين تعرضهم التصفية
        [many] جميع الشركاء الـ{ $count } الذين تعرضهم التصفية
       *[other] جميع الشركاء الـ{ $count } الذين تعرضهم التصفية
    }
invitations-choose-ticked = المحددون أدناه فقط
invitations-choose-cut =
    { $shown ->
        [zero] القائمة فارغة. استخدم التصفية للعثور على غيرهم.
        [one] تعرض القائمة الشريك الأول. استخدم التصفية للعثور على غيره.
        [two] تعرض القائمة أول شريكين. استخدم التصفية للعثور على غيرهما.
        [few] تعرض القائمة أول { $shown } شركاء. استخدم التصفية للعثور على غيرهم.
        [many] تعرض القائمة أول { $shown } شريكًا. استخدم التصفية للعثور على غيرهم.
       *[other] تعرض القائمة أول { $shown } شريك. استخدم التصفية للعثور على غيرهم.
    }
invitations-choose-next = متابعة
invitations-no-address = لا يوجد عنوان
invitations-error-who = اختاروا من تدعون
invitations-error-nobody = حدّد شريكًا واحدًا على الأقل، أو اختر الجميع
invitations-confirm =
    { $count ->
        [zero] ألا تدعو أي شريك؟
        [one] هل تدعو شريكًا واحدًا؟
        [two] هل تدعو شريكين اثنين؟
        [few] هل تدعو { $count } شركاء؟
        [many] هل تدعو { $count } شريكًا؟
       *[other] هل تدعو { $count } شريك؟
    }
invitations-confirm-unreachable =
    { $count ->
        [zero] لدى الجميع عناوين بريد إلكتروني.
        [one] واحد منهم ليس لديه عنوان بريد إلكتروني. يمكنك نسخ رسالة فيها الرابط من صفحته.
        [two] اثنان منهم ليس لديهما عنوان بريد إلكتروني. يمكنك نسخ رسالة فيها الرابط من صفحة كل منهما.
        [few] { $count } منهم ليس لديهم عنوان بريد إلكتروني. يمكنك نسخ رسالة فيها الرابط من صفحة كل منهم.
        [many] { $count } منهم ليس لديهم عنوان بريد إلكتروني. يمكنك نسخ رسالة فيها الرابط من صفحة كل منهم.
       *[other] { $count } منهم ليس لديهم عنوان بريد إلكتروني. يمكنك نسخ رسالة فيها الرابط من صفحة كل منهم.
    }
invitations-confirm-later = الاستبيان غير مفتوح، فلا يُرسل بريد الآن. خطّط لدفعة دعوات ضمن «التذكيرات».
invitations-confirm-yes =
    { $count ->
        [zero] عدم دعوة أحد
        [one] دعوة شريك واحد
        [two] دعوة شريكين اثنين
        [few] دعوة { $count } شركاء
        [many] دعوة { $count } شريكًا
       *[other] دعوة { $count } شريك
    }
invitations-confirm-mails =
    { $count ->
        [zero] دون إرسال أي رسالة الآن
        [one] وإرسال رسالة واحدة الآن
        [two] وإرسال رسالتين اثنتين الآن
        [few] وإرسال { $count } رسائل الآن
        [many] وإرسال { $count } رسالة الآن
       *[other] وإرسال { $count } رسالة الآن
    }
invitations-confirm-both = { $invite }، { $mails }
invitations-confirm-no = الاختيار من جديد

## السحب

invitations-withdraw = سحب دعوات
invitations-withdraw-this = سحب هذه الدعوة
invitations-withdraw-lead = الدعوة التي لم يعلم بها أحد (لم يُحاوَل إرسال أي بريد ولم يُعرض الرابط) تُحذف كأنها لم تكن. أما الدعوة المعلنة فيمكن سحبها قبل آخر يوم إذا كان الشريك غير مؤهل؛ وتُحسب على حدة، ويذكر التقرير معدل الاستجابة معها ومن دونها.
invitations-withdraw-over = لم يعد سحب الدعوات ممكنًا: الاستبيان مغلق.
invitations-withdraw-none = لا توجد هنا دعوة يمكن سحبها.
invitations-withdraw-who = الدعوات المراد سحبها
invitations-withdraw-reason = الدعوات المعلنة
invitations-withdraw-reason-hint = لا تختاروا سببًا إلا إذا كان صحيحًا: يُحفظ السبب ويُذكر في التقرير.
invitations-withdraw-untouched = تُترك كما هي
invitations-withdraw-heard = معلنة
invitations-withdraw-heard-no = لا
invitations-withdraw-heard-yes = نعم
invitations-withdraw-ask =
    { $count ->
        [zero] ألا تُسحب أي دعوة؟
        [one] هل تُسحب دعوة واحدة؟
        [two] هل تُسحب دعوتان اثنتان؟
        [few] هل تُسحب { $count } دعوات؟
        [many] هل تُسحب { $count } دعوة؟
       *[other] هل تُسحب { $count } دعوة؟
    }
invitations-withdraw-removed =
    { $count ->
        [zero] لا تُحذف أي دعوة.
        [one] تُحذف دعوة واحدة لم يعلم بها أحد.
        [two] تُحذف دعوتان لم يعلم بهما أحد.
        [few] تُحذف { $count } دعوات لم يعلم بها أحد.
        [many] تُحذف { $count } دعوة لم يعلم بها أحد.
       *[other] تُحذف { $count } دعوة لم يعلم بها أحد.
    }
invitations-withdraw-announced =
    { $count ->
        [zero] لا تُسحب أي دعوة معلنة ({ $reason }).
        [one] تُسحب دعوة معلنة واحدة: { $reason }. يتوقف رابطها عن العمل ولا يُرسل بريد بعد ذلك. وإذا كانت إجابة في طريقها إلينا عادت الدعوة محسوبة.
        [two] تُسحب دعوتان معلنتان: { $reason }. يتوقف رابطاهما عن العمل ولا يُرسل بريد بعد ذلك. وإذا كانت إجابة في طريقها إلينا عادت الدعوة محسوبة.
        [few] تُسحب { $count } دعوات معلنة: { $reason }. تتوقف روابطها عن العمل ولا يُرسل بريد بعد ذلك. وإذا كانت إجابة في طريقها إلينا عادت الدعوة محسوبة.
        [many] تُسحب { $count } دعوة معلنة: { $reason }. تتوقف روابطها عن العمل ولا يُرسل بريد بعد ذلك. وإذا كانت إجابة في طريقها إلينا عادت الدعوة محسوبة.
       *[other] تُسحب { $count } دعوة معلنة: { $reason }. تتوقف روابطها عن العمل ولا يُرسل بريد بعد ذلك. وإذا كانت إجابة في طريقها إلينا عادت الدعوة محسوبة.
    }
invitations-withdraw-kept =
    { $count ->
        [zero] لا تبقى أي دعوة على حالها.
        [one] تبقى دعوة واحدة على حالها.
        [two] تبقى دعوتان على حالهما.
        [few] تبقى { $count } دعوات على حالها.
        [many] تبقى { $count } دعوة على حالها.
       *[other] تبقى { $count } دعوة على حالها.
    }
invitations-withdraw-yes =
    { $count ->
        [zero] عدم سحب أي دعوة
        [one] سحب دعوة واحدة
        [two] سحب دعوتين اثنتين
        [few] سحب { $count } دعوات
        [many] سحب { $count } دعوة
       *[other] سحب { $count } دعوة
    }
invitations-withdrawn-done =
    { $count ->
        [zero] لم تُسحب أي دعوة.
        [one] سُحبت دعوة واحدة.
        [two] سُحبت دعوتان اثنتان.
        [few] سُحبت { $count } دعوات.
        [many] سُحبت { $count } دعوة.
       *[other] سُحبت { $count } دعوة.
    }
invitations-error-withdraw-who = اختاروا الدعوات المراد سحبها
invitations-error-withdraw-reason = هذه الدعوات معلنة: اختاروا سببًا
invitations-withdrawn-gone = لم تعد المؤسسة قائمة
invitations-withdrawn-duplicate = مكررة في القائمة
invitations-withdrawn-no_partner = ليست شريكًا
invitations-withdrawn-because = سُحبت هذه الدعوة: { $reason }.
invitations-withdrawn-count =
    { $count ->
        [zero] لا دعوات مسحوبة
        [one] دعوة مسحوبة واحدة
        [two] دعوتان مسحوبتان
        [few] { $count } دعوات مسحوبة
        [many] { $count } دعوة مسحوبة
       *[other] { $count } دعوة مسحوبة
    }
invitations-withdrawn-lead = أُعلن الاستبيان لهؤلاء الشركاء وهم غير مؤهلين، ولا يدخلون في معدل الاستجابة.
invitations-withdrawal-take-back = التراجع عن السحب
invitations-withdrawal-taken-back = عادت الدعوة محسوبة، ورابطها يعمل.
invitations-link-withdrawn = سُحبت الدعوة، فلا يؤدي رابطها إلى أي استمارة.

## الشريك

invitations-back = جميع الدعوات
invitations-noted = سُجّلت المتابعة.
invitations-replaced = استُبدل الرابط. لم يعد الرابط القديم يعمل؛ أعطِ الشريك الرابط الجديد.
invitations-granted = يمكن الآن إرسال إجابة إضافية برابط هذا الشريك.
invitations-corrected = حُفظ العنوان، وأُعيدت الدعوة إلى حالة «لم يُفتح الرابط بعد».
invitations-inactive = هذا الشريك لم يعد نشطًا، فلا يُرسل إليه بريد.
invitations-bounce = تعذّر تسليم البريد
invitations-bounce-words = قال خادم البريد:
invitations-address = عنوان البريد الإلكتروني
invitations-address-again = إرسال الدعوة من جديد إلى هذا العنوان
invitations-address-save = حفظ وإعادة إلى حالة «لم يُفتح الرابط بعد»
invitations-error-address = أدخل عنوان بريد إلكتروني، مثل name@example.org
invitations-link-used = أجاب هذا الشريك. استُخدم الرابط، فلا يُعرض بعد الآن.
invitations-link-declined = لا يريد هذا الشريك المشاركة، فلا توجد رسالة للنسخ. ويمكنه التراجع عن ذلك برابطه الشخصي.
invitations-link-closed = الاستبيان غير مفتوح، فلا توجد رسالة للنسخ.
invitations-replace = استبدال الرابط
invitations-replace-lead = افعل ذلك إذا وقع الرابط في أيدٍ غير أمينة. يتوقف الرابط القديم عن العمل فورًا، ويحتاج الشريك إلى الرابط الجديد. ويُبلَّغ عنوان الشريك بذلك برسالة. وتبقى الأجهزة التي استخدمت الرابط القديم محسوبة ضمن الحد.
invitations-replace-yes = استبدال الرابط
invitations-disputed = قال شخص لديه رابط هذا الشريك إن الشريك لم يُجب. يمكن إرسال إجابة إضافية بهذا الرابط. يُرجى سؤال الشريك.
invitations-granted-before = سُمح بإجابة إضافية بهذا الرابط. لا يمكن ذلك إلا مرة واحدة.
invitations-grant = السماح بإجابة إضافية
invitations-grant-lead = لشريك استنفد عدد أجهزته، أو استخدم شخص آخر رابطه. لا يمكن ذلك إلا مرة واحدة، ويُسجَّل. وتذكر النتائج عدد الإجابات التي قد تكون إجابات ثانية.
invitations-grant-yes = السماح بإجابة إضافية
invitations-mail = البريد المرسل إلى هذا الشريك
invitations-mail-none = لا يوجد بريد بعد.

## المتابعات

invitations-follow-ups = المتابعات
invitations-follow-ups-none = لم يُسجّل شيء بعد.
invitations-follow-up-new = تسجيل متابعة
invitations-follow-up-kind = نوعها
invitations-follow-up-day = اليوم
invitations-follow-up-next = معاودة التواصل في (إن اتُّفق على ذلك)
invitations-follow-up-note = ملاحظة
invitations-follow-up-save = تسجيل
invitations-follow-up-correct = تصحيح أو سحب
invitations-follow-up-take-back = سحب هذه المتابعة
invitations-follow-up-corrected = صُحّحت المتابعة.
invitations-follow-up-taken-back = سُحبت المتابعة.
invitations-next = معاودة التواصل في { $day }
invitations-error-kind = اختر نوع المتابعة
invitations-error-day = أدخل اليوم تاريخًا بين عامي 1900 و2199
invitations-error-day-future = أدخل يومًا ليس في المستقبل
invitations-error-note = اكتب الملاحظة
invitations-error-note-long = اختصر الملاحظة إلى 2000 حرف
invitations-error-next = أدخل تاريخًا كاملًا بين عامي 1900 و2199، أو اترك الحقل فارغًا
invitations-error-next-early = أدخل تاريخًا لا يسبق يوم المتابعة

## الرسالة الجاهزة للنسخ

invitations-chat = رسالة جاهزة للنسخ
invitations-chat-lead = لتطبيق سيغنال أو واتساب أو أي وسيلة أخرى، حين لا يصل البريد إلى الشريك. في الرسالة الرابط الشخصي، ويُسجَّل عرضها لكنه ليس تواصلًا بعد: سجّلوا الرسالة متابعةً بعد إرسالها. ويُعدّ الرابط معروفًا لديكم: تُحجب النتائج إذا عرف شخص واحد روابط أكثر مما ينبغي.
invitations-chat-language = لغة الرسالة
invitations-chat-show = عرض الرسالة مع الرابط
invitations-chat-logged = سُجّل أنكم اطّلعتم على الرابط. لا ترسلوه إلا إلى هذا الشريك، ثم سجّلوا الرسالة متابعةً.
invitations-chat-text = الرسالة
invitations-chat-copy = نسخ
invitations-chat-copied = نُسخت
invitations-chat-note = رسالة فيها الرابط الشخصي ({ $language })
# الرسالة نفسها بلغة الشريك. يقف الرابط وحده في سطر.
invitations-chat-message =
    تحية طيبة { $contact }،

    نود أن نعرف كيف تسير الشراكة مع { $partner }: { $survey }. وبعد فتح الاستمارة يمكن تعبئتها دون اتصال.

    رابطكم الشخصي:
    { $link }

    نرجو الإجابة في موعد أقصاه { $deadline }. لا يستطيع أحد أن يعرف من قال ماذا: فالإجابات محفوظة بمعزل عن الأسماء.

    إن كنتم لا تريدون المشاركة، فأخبرونا هنا ولن نكتب إليكم مجددًا:
    { $decline }

invitations-key = المفتاح
invitations-export-day = يوم آخر متابعة
invitations-export-csv = تنزيل جميع الشركاء وحالاتهم بصيغة CSV
invitations-export-xlsx = تنزيلها بصيغة XLSX
invitations-calls = من يحتاج إلى مكالمة اليوم
invitations-calls-all = جميع من يحتاجون إلى مكالمة
invitations-calls-count =
    { $count ->
        [zero] لا أحد يحتاج إلى مكالمة اليوم.
        [one] شريك واحد ينبغي التواصل معه شخصيًا.
        [two] شريكان ينبغي التواصل معهما شخصيًا.
        [few] { $count } شركاء ينبغي التواصل معهم شخصيًا.
        [many] { $count } شريكًا ينبغي التواصل معهم شخصيًا.
       *[other] { $count } شريك ينبغي التواصل معهم شخصيًا.
    }
invitations-call-why = السبب
invitations-call-agreed = متفق عليه ليوم { $day }
invitations-call-no-address = لا يوجد عنوان بريد إلكتروني
invitations-call-failed = تعذّر إرسال آخر رسالة
invitations-call-unsure = لا يُعرف هل وصلت آخر رسالة
invitations-call-unwanted = لا يريد صاحب العنوان مزيدًا من الرسائل
invitations-call-bounced = لا تصل إليه الرسائل
invitations-call-opened = فتح الرابط ووصله تذكير، ولم يُجب بعد
invitations-call-reminded =
    { $count ->
        [zero] لم يُجب بعد
        [one] لم يُجب بعد تذكير واحد
        [two] لم يُجب بعد تذكيرين
        [few] لم يُجب بعد { $count } تذكيرات
        [many] لم يُجب بعد { $count } تذكيرًا
       *[other] لم يُجب بعد { $count } تذكير
    }
invitations-directory = تعديل جهات الاتصال والبيانات الأخرى
