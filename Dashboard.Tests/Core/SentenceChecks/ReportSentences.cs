namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>
/// Sentences in the style of reports, written for this and in no report, each with what somebody reads of it: as in
/// <see cref="SentenceReaderTests"/>, then whether it is a plan, is held against another place, or is a part, share or average.
/// </summary>
internal static class ReportSentences
{
    public const string Table = """
        上半年，街道共受理居民诉求2,318件，其中投诉120件，咨询2198件。
          2,318件 = 2318 Exactly Level petitions.received
          120件 = 120 Exactly Level ? OfWhole of 2,318件
          2198件 = 2198 Exactly Level ? OfWhole of 2,318件
        三季度接到群众投诉412件，投诉类占总量的四成，较二季度减少37件。
          412件 = 412 Exactly Level petitions.received
          四成 = 40 Exactly Level ? Share
          37件 = 37 Exactly Amount down vs-Previous petitions.received
        全街今年累计化解矛盾纠纷三百余件，化解率近九成五。
          三百余件 = 300 AndMore Level petitions.resolved
          近九成五 = 95 Nearly Level ?
        预计全年走访居民1.2万户，力争入户走访次数突破3000次。
          1.2万户 = 12000 Exactly Level visits.households plan
          突破3000次 = 3000 AtLeast Level visits.count plan
        街道计划四季度再举办邻里活动40场，惠及居民5000人次。
          40场 = 40 Exactly Level activities.held plan
          5000人次 = 5000 Exactly Level activities.attendance plan
        原计划清掏化粪池100座，实际清掏化粪池112座。
          100座 = 100 Exactly Level outputs.tanks plan
          112座 = 112 Exactly Level outputs.tanks
        明年目标满意率达到95%以上，今年前三季度满意率为92.3%。
          95%以上 = 95 AtLeast Level petitions.satisfaction-rate plan
          92.3% = 92.3 Exactly Level petitions.satisfaction-rate
        截至8月底，排查安全隐患486处，已整改隐患471处，整改率96.9%。
          486处 = 486 Exactly Level hazards.found
          471处 = 471 Exactly Level hazards.rectified
          96.9% = 96.9 Exactly Level hazards.on-time-rate.b
        过半诉求当场办结，近半隐患两日内整改。
          过半 = 50 AtLeast Level ? Share
          近半 = 50 Nearly Level ? Share
        一半以上的居民对办理结果表示满意，满意率超八成。
          一半以上 = 50 AtLeast Level ? Share
          超八成 = 80 AtLeast Level petitions.satisfaction-rate
        上半年活动参与达1.86万人次，是去年同期的1.5倍。
          1.86万人次 = 18600 Exactly Level activities.attendance
          的1.5倍 = 50 Exactly Percent up vs-YearBefore activities.attendance
        志愿者参与活动约2300人次，较上年翻了一番。
          约2300人次 = 2300 About Level activities.volunteers
          翻了一番 = 100 Exactly Percent up vs-YearBefore activities.volunteers
        清运垃圾二三十吨，出动车辆十几车。
          二三十吨 = 20..30 Between Level outputs.rubbish
          十几车 = 11..19 Between Level outputs.truckloads
        每月走访二三百户，全年入户走访3200余户次。
          二三百户 = 200..300 Between Level visits.households Each
          3200余户次 = 3200 AndMore Level ?
        联席会商二十一次，议定事项四十余项，落实率百分之九十一。
          二十一次 = 21 Exactly Level meetings.joint
          四十余项 = 40 AndMore Level ?
          百分之九十一 = 91 Exactly Level ?
        筹集资金四十二万三千元，修补道路一千五百米。
          四十二万三千元 = 423000 Exactly Level contributions.yuan
          一千五百米 = 1500 Exactly Level outputs.road
        共建单位捐款１２，５００元、投入工时８６０小时。
          １２，５００元 = 12500 Exactly Level contributions.yuan
          ８６０小时 = 860 Exactly Level contributions.hours
        举办义诊20至30场，每场服务五六十人。
          20至30场 = 20..30 Between Level activities.shows-clinics
          五六十人 = 50..60 Between Level ? Each
        根据津滨胡街〔2026〕15号通知，自3月15日起开展“3·15”维权宣传活动6场，咨询电话022-25881234，邮编300450。
          6场 = 6 Exactly Level activities.held
        工单TJ20260315001已办结，处置用时2.5个工作日。
          2.5个工作日 = 2.5 Exactly Level petitions.days-to-close
        诉求办结率98.2%，同比提高1.3个百分点；满意率94.6%，环比下降0.4个百分点。
          98.2% = 98.2 Exactly Level petitions.closing-rate
          1.3个百分点 = 1.3 Exactly Points up vs-YearBefore petitions.closing-rate
          94.6% = 94.6 Exactly Level petitions.satisfaction-rate
          0.4个百分点 = 0.4 Exactly Points down vs-Previous petitions.satisfaction-rate
        9月受理诉求环比上升12%，同比下降8.5%，逾期诉求12件。
          12% = 12 Exactly Percent up vs-Previous petitions.received
          8.5% = 8.5 Exactly Percent down vs-YearBefore petitions.received
          12件 = 12 Exactly Level petitions.overdue
        下一步，将新建充电端口80个，确保年底前建成充电端口200个以上。
          80个 = 80 Exactly Level outputs.charging-ports-built plan
          200个以上 = 200 AtLeast Level outputs.charging-ports-built plan
        街道将办结率提升至98%。
          98% = 98 Exactly Level up-to petitions.closing-rate
        满意率较去年提高3至5个百分点。
          3至5个百分点 = 3..5 Between Points up vs-YearBefore petitions.satisfaction-rate
        议事厅解决群众急难愁盼问题162件，占全部议题的90%。
          162件 = 162 Exactly Level petitions.resolved
          90% = 90 Exactly Level ? Share
        代办医保缴费、养老认证等事项620人次，同比增长25.6%，其中上门代办180人次。
          620人次 = 620 Exactly Level errands.persons
          25.6% = 25.6 Exactly Percent up vs-YearBefore errands.persons
          180人次 = 180 Exactly Level errands.persons OfWhole of 620人次
        “双报到”党员326名参与志愿服务1,104人次。
          326名 = 326 Exactly Level ?
          1,104人次 = 1104 Exactly Level activities.volunteers
        群众诉求由去年的3100件下降到2750件。
          3100件 = 3100 Exactly Level base ?
          2750件 = 2750 Exactly Level down-to ?
        今年以来未发生重大安全事故，逾期隐患为0处。
          0处 = 0 Exactly Level hazards.overdue
        第三届邻里文化节于5月18日至20日举办，开展联办活动12场，3天吸引居民四千余人次。
          12场 = 12 Exactly Level activities.joint-events
          3天 = 3 Exactly Level ?
          四千余人次 = 4000 AndMore Level activities.attendance
        超额完成年度目标200场，共举办活动236场。
          200场 = 200 Exactly Level ? plan
          236场 = 236 Exactly Level activities.held
        力争到年底诉求办结率达98%，满意率达95%，返工率控制在1%以内。
          98% = 98 Exactly Level petitions.closing-rate plan
          95% = 95 Exactly Level petitions.satisfaction-rate plan
          1%以内 = 1 AtMost Level petitions.reopened-rate plan
        公益大集6场提供服务事项90余项次，惠及群众2.3千人次。
          6场 = 6 Exactly Level activities.fairs
          90余项 = 90 AndMore Level activities.services
          2.3千人次 = 2300 Exactly Level activities.attendance
        馨盛园安全隐患整改率高于全街平均水平2.1个百分点。
          2.1个百分点 = 2.1 Exactly Points hazards.on-time-rate.b beside
        投入改造资金1.25亿元，惠及百姓。
          1.25亿元 = 125000000 Exactly Level contributions.yuan
        解决率达到95%左右，比一季度高出约2个百分点。
          95%左右 = 95 About Level petitions.resolution-rate
          约2个百分点 = 2 About Points up vs-Previous petitions.resolution-rate
        充电端口不少于200个、不超过260个。
          不少于200个 = 200 AtLeast Level ?
          不超过260个 = 260 AtMost Level ?
        隐患整改40处，是二季度的两倍多。
          40处 = 40 Exactly Level hazards.rectified
          的两倍多 = 100 AndMore Percent up vs-Previous hazards.rectified
        In the first half of 2026 the street received 2,318 petitions, of which 120 were complaints.
          2,318 petitions = 2318 Exactly Level petitions.received
          120 = 120 Exactly Level ? OfWhole of 2,318 petitions
        About three in five petitions (61.4%) were closed within five working days.
          About three in five = 60 About Level ? Share
          61.4% = 61.4 Exactly Level ?
        The street plans to hold 40 events in the fourth quarter and will visit 1,200 households.
          40 events = 40 Exactly Level activities.held plan
          1,200 households = 1200 Exactly Level visits.households plan
        It was planned to clear 100 septic tanks; 112 septic tanks were actually cleared.
          100 septic tanks = 100 Exactly Level outputs.tanks plan
          112 septic tanks = 112 Exactly Level outputs.tanks
        The target of 95% satisfaction was missed: satisfaction stood at 92.3%.
          95% = 95 Exactly Level petitions.satisfaction-rate plan
          92.3% = 92.3 Exactly Level petitions.satisfaction-rate
        More than half of the hazards were rectified within two days.
          More than half = 50 AtLeast Level ? Share
        Complaints fell by half compared with last year, and the reopening rate dropped 0.6 points.
          by half = 50 About Percent down vs-YearBefore ?
          0.6 points = 0.6 Exactly Points down vs-YearBefore petitions.reopened-rate
        Volunteer attendances were twice as many as last year, some 2,300 attendances.
          twice as many = 100 Exactly Percent up vs-YearBefore activities.volunteers
          some 2,300 attendances = 2300 Around Level activities.attendance
        Between January and August 3,200 households were visited, almost 12% more than a year earlier.
          3,200 households = 3200 Exactly Level visits.households
          almost 12% = 12 Nearly Percent up vs-YearBefore visits.households
        Residents raised 56 wishes, including 31 from Xinsheng Garden; 48 wishes were fulfilled.
          56 wishes = 56 Exactly Level wishes.raised
          31 = 31 Exactly Level ? OfWhole of 56 wishes
          48 wishes = 48 Exactly Level wishes.fulfilled
        500 petitions are expected to be resolved by December.
          500 petitions = 500 Exactly Level ? plan
        The rate of petitions closed on time is expected to reach 98 per cent.
          98 per cent = 98 Exactly Level petitions.on-time-rate plan
        Call +86 22 2588 1234 or write to No. 15, document 2026-15.
          -
        Twenty-one joint conferences were held, nine more than in the previous quarter.
          Twenty-one joint conferences = 21 Exactly Level meetings.joint
        Between 20 and 30 fairs offered between 90 and 100 services.
          20 and 30 fairs = 20..30 Between Level activities.fairs
          90 and 100 services = 90..100 Between Level activities.services
        Satisfaction was 94.6% in August, down from 95.0% in July.
          94.6% = 94.6 Exactly Level petitions.satisfaction-rate
          95.0% = 95 Exactly Level base petitions.satisfaction-rate
        一至三季度，全街受理群众诉求6,204件，办结6,118件，办结率98.6%，较上年同期提升0.9个百分点。
          6,204件 = 6204 Exactly Level petitions.received
          6,118件 = 6118 Exactly Level petitions.closed
          98.6% = 98.6 Exactly Level petitions.closing-rate
          0.9个百分点 = 0.9 Exactly Points up vs-YearBefore petitions.closing-rate
        全街共走访居民8600余户，户均走访1.4次。
          8600余户 = 8600 AndMore Level visits.households
          1.4次 = 1.4 Exactly Level visits.count Each
        满意率由一季度的91.2%升至三季度的94.7%。
          91.2% = 91.2 Exactly Level petitions.satisfaction-rate
          94.7% = 94.7 Exactly Level up-to petitions.satisfaction-rate
        今年拟新建电动自行车充电端口120个，目前已建成86个。
          120个 = 120 Exactly Level ? plan
          86个 = 86 Exactly Level outputs.charging-ports-built
        馨盛园今年受理诉求1,120件，占全街的18%。
          1,120件 = 1120 Exactly Level petitions.received
          18% = 18 Exactly Level ? Share
        馨顺园诉求办结率比馨盛园高3.2个百分点。
          3.2个百分点 = 3.2 Exactly Points up petitions.closing-rate beside
        全年目标任务走访3000户，截至目前完成走访2,460户，完成率82%。
          3000户 = 3000 Exactly Level visits.households plan
          2,460户 = 2460 Exactly Level visits.households
          82% = 82 Exactly Level ?
        志愿者出动860人次，清运垃圾30余吨、大件废弃物120件。
          860人次 = 860 Exactly Level activities.volunteers
          30余吨 = 30 AndMore Level outputs.rubbish
          120件 = 120 Exactly Level ?
        共收集心愿112个，认领率100%，实现心愿98个，其中助学类31个、助老类42个。
          112个 = 112 Exactly Level wishes.raised
          100% = 100 Exactly Level ?
          98个 = 98 Exactly Level wishes.fulfilled
          31个 = 31 Exactly Level ? OfWhole of 98个
          42个 = 42 Exactly Level ? OfWhole of 98个
        举办“邻里节”系列活动28场，平均每场120人参加。
          28场 = 28 Exactly Level activities.held
          120人 = 120 Exactly Level ? Each
        8月办结诉求近六百件，环比增加逾四十件。
          近六百件 = 600 Nearly Level petitions.closed
          逾四十件 = 40 AtLeast Amount up vs-Previous petitions.closed
        受理各类诉求两千三百一十八件，同比减少一百二十件。
          两千三百一十八件 = 2318 Exactly Level petitions.received
          一百二十件 = 120 Exactly Amount down vs-YearBefore petitions.received
        确保了诉求办结率稳定在98%以上。
          98%以上 = 98 AtLeast Level petitions.closing-rate
        将满意率由90%提升到95%是今年的目标。
          90% = 90 Exactly Level base petitions.satisfaction-rate
          95% = 95 Exactly Level up-to ? plan
        有37%的居民认为环境明显改善。
          37% = 37 Exactly Level ?
        5月以来召开恳谈会22场（次），收集意见建议186条，采纳率七成以上。
          22场 = 22 Exactly Level meetings.talks
          186条 = 186 Exactly Level petitions.received
          七成以上 = 70 AtLeast Level ?
        每百户受理诉求12件。
          12件 = 12 Exactly Level petitions.received Each
        年内计划完成改造项目5个，力争群众满意率进一步提升。
          5个 = 5 Exactly Level ? plan
          提升 = 0 Exactly Trend up petitions.satisfaction-rate plan
        代办服务惠及老人1200多人次，最大的92岁。
          1200多人次 = 1200 AndMore Level errands.persons
        截至2026年9月15日18时，逾期未办结诉求17件，较8月末减少5件。
          17件 = 17 Exactly Level petitions.overdue
          5件 = 5 Exactly Amount down vs-Previous petitions.overdue
        诉求办结平均用时2.8个工作日，同比缩短0.6个工作日。
          2.8个工作日 = 2.8 Exactly Level petitions.days-to-close
          0.6个工作日 = 0.6 Exactly Amount down vs-YearBefore petitions.days-to-close
        联系电话：25880011，地址：胡家园路88号，邮箱 hjy@tj.gov.cn，传真2588-0012。
          -
        依据GB/T 36132-2018和《条例》第十二条第（三）项，对26家单位开展检查。
          26家 = 26 Exactly Level ?
        2024年、2025年分别受理诉求2800件、2650件。
          2800件 = 2800 Exactly Level petitions.received
          2650件 = 2650 Exactly Level petitions.received
        今年上半年办结诉求1,204件，比去年全年的2,310件少了近一半。
          1,204件 = 1204 Exactly Level petitions.closed
          2,310件 = 2310 Exactly Level vs-YearBefore petitions.closed
          近一半 = 50 Nearly Percent down vs-YearBefore petitions.closed
        “12345”热线受理诉求1856件、网格上报诉求462件。
          1856件 = 1856 Exactly Level petitions.received
          462件 = 462 Exactly Level ?
        By 15 September the street had received 6,204 petitions and closed 6,118 petitions, a closing rate of 98.6%.
          6,204 petitions = 6204 Exactly Level petitions.received
          6,118 petitions = 6118 Exactly Level petitions.closed
          98.6% = 98.6 Exactly Level petitions.closing-rate
        Each household was visited 1.4 times on average.
          1.4 times = 1.4 Exactly Level visits.count Each
        The street received 2,000-odd petitions, up 120 from a year earlier.
          2,000-odd petitions = 2000 AndMore Level petitions.received
          120 = 120 Exactly Amount up vs-YearBefore petitions.received
        Over 90% of petitions were closed on time in Q3, up from 88.4% in Q2.
          Over 90% = 90 AtLeast Level petitions.on-time-rate
          88.4% = 88.4 Exactly Level base petitions.on-time-rate
        Nearly two thirds of wishes were fulfilled.
          Nearly two thirds = 66.7 Nearly Level ? Share
        Xinsheng Garden closed 3.2 points more petitions on time than Xinshun Garden.
          3.2 points = 3.2 Exactly Points up petitions.on-time-rate beside
        The office hopes to reach 3,000 households by year's end; so far 2,460 households have been visited.
          3,000 households = 3000 Exactly Level visits.households plan
          2,460 households = 2460 Exactly Level visits.households
        Five fairs, three clinics and a dozen clean-ups were held in July.
          Five fairs = 5 Exactly Level activities.fairs
          three clinics = 3 Exactly Level activities.shows-clinics
          a dozen clean-ups = 12 Exactly Level activities.clean-ups
        Rubbish removed came to 30.5 tonnes, i.e. 12% less than the 34.7 tonnes removed in the same period last year.
          30.5 tonnes = 30.5 Exactly Level outputs.rubbish
          12% = 12 Exactly Percent down ?
          34.7 tonnes = 34.7 Exactly Level vs-YearBefore base ?
        The hotline is 12345; office hours are 8:30-17:30, Monday to Friday.
          -
        Satisfaction improved slightly compared with last quarter.
          improved = 0 Exactly Trend up vs-Previous petitions.satisfaction-rate
        Some 1.2 thousand person-times took part in 28 joint events.
          Some 1.2 thousand person-times = 1200 Around Level activities.attendance
          28 joint events = 28 Exactly Level activities.joint-events
        On average, petitions were closed in 2.8 working days.
          2.8 working days = 2.8 Exactly Level petitions.days-to-close
        By the end of 2026, satisfaction should reach 96%.
          96% = 96 Exactly Level petitions.satisfaction-rate plan
        受理诉求200件，其中投诉120件，占60%。
          200件 = 200 Exactly Level petitions.received
          120件 = 120 Exactly Level ? OfWhole of 200件
          60% = 60 Exactly Level ? Share of 200件 by 120件
        受理、办结诉求分别为120件、110件。
          120件 = 120 Exactly Level petitions.received
          110件 = 110 Exactly Level petitions.closed
        街道按照工作计划走访居民420户。
          420户 = 420 Exactly Level visits.households
        “十五五”时期计划新增充电端口500个，本月建成20个。
          500个 = 500 Exactly Level outputs.charging-ports-built plan
          20个 = 20 Exactly Level outputs.charging-ports-built
        诉求办结率目标为98%，实际达到97.2%。
          98% = 98 Exactly Level petitions.closing-rate plan
          97.2% = 97.2 Exactly Level ?
        办结诉求1,120件，其中一次办结占八成，二次办结占两成。
          1,120件 = 1120 Exactly Level petitions.closed
          八成 = 80 Exactly Level ? Share of 1,120件
          二次 = 2 Exactly Level ?
          两成 = 20 Exactly Level ? Share of 1,120件
        据12345热线平台统计，9月1日至15日，街道诉求量176件，较上月同期减少24件。
          176件 = 176 Exactly Level petitions.received
          24件 = 24 Exactly Amount down vs-Previous petitions.received
        新华里12号院、幸福路88弄3号共有42户居民受益。
          42户 = 42 Exactly Level ?
        三名志愿者代表发言。
          三名 = 3 Exactly Level ?
        附件3：2026年第2季度隐患清单（表2-1，共86处）。
          86处 = 86 Exactly Level ?
        Of the 56 wishes raised, 12 are to be fulfilled next month.
          56 wishes = 56 Exactly Level wishes.raised
          12 = 12 Exactly Level ? plan
        The number of petitions rose from 2,650 to 2,800, or 5.7%.
          2,650 = 2650 Exactly Level base ?
          2,800 = 2800 Exactly Level up-to ?
          5.7% = 5.7 Exactly Level ? Share
        """;
}
