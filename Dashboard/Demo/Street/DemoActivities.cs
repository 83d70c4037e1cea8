using Concentric.Activities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Activities of the two communities: joint events, shows and clinics, fairs, the alliance's clean-ups, and others.</summary>
internal sealed class DemoActivities(DemoScene scene)
{
    /// <summary>Saved yuan come in tens.</summary>
    private const int SavedStep = 10;

    private static readonly string[] Shows = ["“馨声”合唱专场", "京剧票友演唱会", "广场舞展演", "邻里文艺汇演", "戏曲进社区", "少儿才艺秀", "露天电影夜", "书画笔会", "相声小品专场"];
    private static readonly string[] Clinics = ["健康义诊", "慢病随访义诊", "口腔健康义诊", "中医义诊", "眼健康义诊", "老年人体检日", "女性健康讲座暨义诊"];
    private static readonly string[] VolunteerWork = ["邻里守望志愿行动", "关爱独居老人志愿服务", "文明养犬劝导", "垃圾分类督导", "护学岗志愿服务", "图书角整理"];
    private static readonly string[] Training = ["新人社工筑基培训", "社工案例督导", "网格员业务培训", "社工人才库沙龙"];
    private static readonly string[] HomeHelp = ["家政服务体验日", "居家保洁示范服务", "助老家政上门", "收纳整理课堂"];

    private readonly SeededRandom random = scene.Random.Fork("case activities");

    public void Add()
    {
        AddJointEvents();
        AddShowsAndClinics();
        AddCleanUps();
        AddFairs();
        AddPlain(24, ActivityKind.VolunteerWork, "volunteers", VolunteerWork, share: 0.8);
        AddPlain(12, ActivityKind.Training, "talent", Training, share: 0);
        AddPlain(18, ActivityKind.HomeHelp, "home-help", HomeHelp, share: 0.2);
    }

    private void AddJointEvents()
    {
        var days = scene.Days(random, ReferenceCase.JointEvents, scene.LeisureWeight, recent: 1);
        var attendance = random.Split(ReferenceCase.JointEventAttendance, days.Length, least: 18);
        for (var i = 0; i < days.Length; i++)
        {
            var isPartyDay = i % 7 is not (2 or 5 or 6);
            scene.ActivityPlans.Add(new(scene.Pair[i % 2].Id, isPartyDay ? ActivityKind.PartyDay : ActivityKind.Festival, days[i],
                isPartyDay ? $"{days[i].Month}月联合主题党日" : Festival(days[i]))
            {
                Place = isPartyDay ? "党群服务中心" : "中心广场",
                Attendance = attendance[i],
                Volunteers = attendance[i] / random.Between(5, 9),
                Hosts = scene.PairIds,
                Programmes = [scene.Programme("joint-events")],
                Partners = scene.Partners(random, random.Between(1, 3)),
            });
        }
    }

    private void AddShowsAndClinics()
    {
        var days = scene.Days(random, ReferenceCase.ShowsAndClinics, scene.LeisureWeight, recent: 3);
        var saved = random.Split(ReferenceCase.SavedYuan / SavedStep, days.Length, least: 6);
        for (var i = 0; i < days.Length; i++)
        {
            var isShow = random.Chance(0.45);
            var attendance = random.Between(22, 70);
            scene.ActivityPlans.Add(new(scene.Pair[i % 2].Id, isShow ? ActivityKind.Show : ActivityKind.Clinic, days[i],
                isShow ? random.Pick(Shows) : random.Pick(Clinics))
            {
                Place = isShow ? "文化活动室" : "社区卫生服务点",
                Attendance = attendance,
                Volunteers = attendance / random.Between(6, 12),
                SavedFen = saved[i] * SavedStep * 100L,
                Hosts = i % 11 == 3 ? scene.PairIds : null,
                Programmes = [scene.Programme("shows-clinics")],
                Partners = scene.Partners(random, 1),
                Services = isShow ? [] : [scene.Services[3], scene.Services[4]],
            });
        }
    }

    private void AddCleanUps()
    {
        var days = scene.Days(random, ReferenceCase.CleanUps, scene.LeisureWeight, recent: 1);
        var volunteers = random.Split(ReferenceCase.AllianceVolunteers, days.Length, least: 12);
        var rubbish = random.Split(ReferenceCase.RubbishTonnes * 10, days.Length, least: 3);
        for (var i = 0; i < days.Length; i++)
        {
            var lanes = ((i + 1) * ReferenceCase.FireLanes / days.Length) - (i * ReferenceCase.FireLanes / days.Length);
            var alliance = scene.Programme("alliance");
            List<ActivityOutput> outputs = [new(OutputKind.Rubbish, rubbish[i] * 100L, alliance)];
            if (lanes > 0) outputs.Add(new(OutputKind.FireLanes, lanes * 1_000L, alliance));
            scene.ActivityPlans.Add(new(scene.Pair[i % 2].Id, ActivityKind.CleanUp, days[i], lanes > 0 ? "消防通道清理联合行动" : "环境卫生联合清整")
            {
                Place = PetitionTexts.Place(random),
                Attendance = volunteers[i] + random.Below(6),
                Volunteers = volunteers[i],
                Hosts = i % 6 == 2 ? scene.PairIds : null,
                // A clean-up is also a volunteer event, and most belong to the strand as well.
                Programmes = i % 3 == 0
                    ? [alliance, scene.Programme("volunteers")]
                    : [alliance, scene.Programme("sanitation"), scene.Programme("volunteers")],
                Partners = scene.Partners(random, random.Between(2, 4)),
                Outputs = outputs,
            });
        }
    }

    private void AddFairs()
    {
        var days = scene.Days(random, 14, scene.LeisureWeight);
        var attendance = random.Split(ReferenceCase.FairAttendance, days.Length, least: 90);
        for (var i = 0; i < days.Length; i++)
        {
            // Five or six of the ten, moving on from fair to fair, so that all are offered.
            int[] services = [.. Enumerable.Range(i * 3, random.Between(5, 6)).Select(n => scene.Services[n % ReferenceCase.FairServices])];
            scene.ActivityPlans.Add(new(scene.Pair[i % 2].Id, ActivityKind.Fair, days[i], "携手“益”起赶大集")
            {
                Place = "中心广场",
                Attendance = attendance[i],
                Volunteers = random.Between(10, 20),
                Hosts = i % 4 == 1 ? scene.PairIds : null,
                Programmes = [scene.Programme("fairs")],
                Partners = scene.Partners(random, random.Between(3, 6)),
                Services = services,
            });
        }
    }

    /// <param name="count">How many.</param>
    /// <param name="kind">Of this kind.</param>
    /// <param name="programme">Belonging to this programme.</param>
    /// <param name="titles">Drawn from these.</param>
    /// <param name="share">Share of those present who are volunteers.</param>
    private void AddPlain(int count, string kind, string programme, string[] titles, double share)
    {
        var days = scene.Days(random, count, scene.WorkWeight, recent: 1);
        for (var i = 0; i < count; i++)
        {
            var attendance = random.Between(8, 30);
            scene.ActivityPlans.Add(new(scene.Pair[i % 2].Id, kind, days[i], random.Pick(titles))
            {
                Place = "党群服务中心",
                Attendance = attendance,
                Volunteers = (int)(attendance * share),
                Programmes = [scene.Programme(programme)],
            });
        }
    }

    private static string Festival(DateOnly day) => day.Month switch
    {
        1 or 2 => "邻里文化节：新春联欢",
        3 => "邻里文化节：学雷锋邻里日",
        4 or 5 => "邻里文化节：春日市集",
        6 => "邻里文化节：端午包粽子",
        7 or 8 => "邻里文化节：夏夜纳凉晚会",
        9 => "邻里文化节：中秋团圆会",
        10 => "邻里文化节：重阳敬老",
        _ => "邻里文化节：百家宴",
    };
}
