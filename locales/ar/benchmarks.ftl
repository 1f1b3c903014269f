# أرقام المنظمات الأخرى وصافي النقاط.

benchmarks-tab = المنظمات الأخرى
benchmarks-net-score = صافي النقاط
benchmarks-no-figure = ليس لدينا رقم لهذا السؤال.
benchmarks-ours = رقمنا { $ours }: { $standing }. الترتيب { $rank } من { $of }، بدءًا من الأعلى.
benchmarks-highest = أعلى من الجميع
benchmarks-upper-quarter = في الربع الأعلى
benchmarks-above-middle = فوق الوسط
benchmarks-middle = في الوسط
benchmarks-below-middle = دون الوسط
benchmarks-lower-quarter = في الربع الأدنى
benchmarks-lowest = أدنى من الجميع
benchmarks-low = الأدنى
benchmarks-lower-quartile = الربيع الأول
benchmarks-median = الوسيط
benchmarks-upper-quartile = الربيع الثالث
benchmarks-high = الأعلى
benchmarks-classes = المروّجون (9 و10): { $promoters }. المحايدون (7 و8): { $passives }. المنتقدون (0 إلى 6): { $detractors }.
benchmarks-sure = صافي النقاط { $score }. ويقع لدى جميع من كان بإمكانهم الإجابة بين { $low } و{ $high } بثقة 95%، إذا كان من لم يجيبوا يشبهون من أجابوا.
benchmarks-possible = ومهما كان رأي من لم يجيبوا، فهو يقع بين { $least } و{ $most }.
benchmarks-found = الأرقام المطابقة: { $figures }. عدد المنظمات: { $organisations }.
benchmarks-unmatched = ليس في مجموعة الأسئلة ما يقابل: { $names }.
benchmarks-nothing = لا يحتوي الملف على أي رقم.
benchmarks-not-as-shown = لم يعد ما عُرض مطابقًا لمجموعة الأسئلة أو جرى تغييره. حمّل الملف من جديد.
benchmarks-lead = موقعنا بين المنظمات التي طرحت الأسئلة نفسها. ولا تُحفظ أسماؤها.
benchmarks-look-heading = ما يحتويه الملف
benchmarks-keep = حفظ هذه الأرقام
benchmarks-none = لا توجد أرقام لمنظمات أخرى بعد.
benchmarks-import = استيراد أرقام
benchmarks-file-hint = صف لكل رقم من أرقام المنظمة، بصيغة CSV أو XLSX، بالأعمدة
benchmarks-measures = المقاييس:
benchmarks-rule =
    { $count ->
        [zero] يظهر النطاق دائمًا.
        [one] يظهر النطاق ابتداءً من منظمة واحدة.
        [two] يظهر النطاق ابتداءً من منظمتين.
        [few] يظهر النطاق ابتداءً من { $count } منظمات.
        [many] يظهر النطاق ابتداءً من { $count } منظمة.
       *[other] يظهر النطاق ابتداءً من { $count } منظمة.
    }
benchmarks-too-few =
    { $count ->
        [zero] لا منظمة لديها هذا الرقم، فلا يظهر النطاق.
        [one] لدى أقل من منظمة واحدة هذا الرقم، فلا يظهر النطاق.
        [two] لدى أقل من منظمتين هذا الرقم، فلا يظهر النطاق.
        [few] لدى أقل من { $count } منظمات هذا الرقم، فلا يظهر النطاق.
        [many] لدى أقل من { $count } منظمة هذا الرقم، فلا يظهر النطاق.
       *[other] لدى أقل من { $count } منظمة هذا الرقم، فلا يظهر النطاق.
    }
