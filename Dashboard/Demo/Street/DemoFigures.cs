using Concentric.PublishedFigures;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>The figures of the press report as they were published, to be held against the records.</summary>
internal static class DemoFigures
{
    private const FigureRelation Exactly = FigureRelation.Exactly;
    private const FigureRelation AtLeast = FigureRelation.AtLeast;

    private static readonly DateOnly PublishedOn = new(2025, 5, 7);

    private static readonly (string Mechanism, string Claim, string ClaimEn, FigureRelation Relation, int Amount, string Metric,
        string? Programmes)[] Claims =
    [
        ("rotation", "书记岗位交流涉及2个社区", "Secretaries exchanged between 2 communities", Exactly, 2, "rotation.communities", null),
        ("rotation", "2名书记岗位交流", "2 secretaries exchanged", Exactly, 2, "rotation.secretaries", null),
        ("visits", "入户走访90余次", "More than 90 home visits", AtLeast, ReferenceCase.Visits, "visits.count", null),
        ("visits", "走访700余户", "More than 700 households visited", AtLeast, ReferenceCase.Households, "visits.households", null),
        ("talks", "召开恳谈会20余场", "More than 20 residents' talks", AtLeast, ReferenceCase.Talks, "meetings.talks", null),
        ("joint-meetings", "跨社区联席会商12次", "12 joint conferences", Exactly, ReferenceCase.JointMeetings, "meetings.joint", null),
        ("shared-problems", "联手办理共性难题15个", "15 shared problems handled together", Exactly, ReferenceCase.SharedProblems, "petitions.shared",
            null),
        ("volunteers", "200余名志愿者认领服务岗位", "More than 200 volunteers claimed a post", AtLeast, ReferenceCase.Volunteers, "volunteers.active",
            null),
        ("joint-events", "联合开展活动28场", "28 joint events", Exactly, ReferenceCase.JointEvents, "activities.joint-events", null),
        ("joint-events", "参与1200余人次", "More than 1,200 attendances", AtLeast, ReferenceCase.JointEventAttendance, "activities.attendance",
            "joint-events"),
        ("five-actions", "开展五项行动", "Five actions", Exactly, ReferenceCase.Strands, "projects.strands", null),
        ("sewers", "筹集清掏资金5万余元", "More than 50,000 yuan given for clearing", AtLeast, ReferenceCase.SewerYuan, "contributions.yuan",
            "sewers"),
        ("sewers", "清掏井池80余座", "More than 80 tanks cleared", AtLeast, ReferenceCase.SewerTanks, "outputs.tanks", null),
        ("sewers", "清运100余车", "More than 100 truckloads removed", AtLeast, ReferenceCase.SewerTruckloads, "outputs.truckloads", null),
        ("roads", "筹集修路资金20余万元", "More than 200,000 yuan given for the road", AtLeast, ReferenceCase.RoadYuan, "contributions.yuan",
            "roads"),
        ("roads", "修补道路1500米", "1,500 m of road repaired", Exactly, ReferenceCase.RoadMetres, "outputs.road", null),
        ("roads", "志愿者参与500余人次", "More than 500 volunteer attendances", AtLeast, ReferenceCase.RoadVolunteers, "activities.volunteers",
            "roads"),
        ("charging", "四方协商议定充电端口200个", "200 charging ports agreed by four parties", Exactly, ReferenceCase.ChargingPorts,
            "outputs.charging-ports-agreed", null),
        ("errands", "代办服务500余人次", "Errands for more than 500 persons", AtLeast, ReferenceCase.ErrandPersons, "errands.persons", null),
        ("shows-clinics", "文艺汇演、健康义诊130余场", "More than 130 shows and clinics", AtLeast, ReferenceCase.ShowsAndClinics,
            "activities.shows-clinics", null),
        ("shows-clinics", "降低活动成本3万余元", "Activity costs lowered by more than 30,000 yuan", AtLeast, ReferenceCase.SavedYuan,
            "activities.saved", null),
        ("alliance", "开展清整36次", "36 clean-ups", Exactly, ReferenceCase.CleanUps, "activities.clean-ups", null),
        ("alliance", "志愿者参与860人次", "860 volunteer attendances", Exactly, ReferenceCase.AllianceVolunteers, "activities.volunteers",
            "alliance"),
        ("alliance", "清运垃圾30余吨", "More than 30 t of rubbish removed", AtLeast, ReferenceCase.RubbishTonnes, "outputs.rubbish", null),
        ("alliance", "清理消防通道25处", "25 fire lanes cleared", Exactly, ReferenceCase.FireLanes, "hazards.fire-lanes", null),
        ("alliance", "整改安全隐患40处", "40 hazards rectified", Exactly, ReferenceCase.HazardsRectified, "hazards.rectified", null),
        ("council-hall", "解决群众诉求160余件", "More than 160 petitions resolved", AtLeast, ReferenceCase.PetitionsResolved, "petitions.resolved",
            null),
        ("wishes", "认领微心愿40余个", "More than 40 wishes claimed", AtLeast, ReferenceCase.Wishes, "wishes.claimed", null),
        ("wishes", "实现微心愿40余个", "More than 40 wishes fulfilled", AtLeast, ReferenceCase.Wishes, "wishes.fulfilled", null),
        ("fairs", "提供便民服务10余项", "More than 10 services offered", AtLeast, ReferenceCase.FairServices, "activities.services", "fairs"),
        ("fairs", "惠及2000余人次", "More than 2,000 attendances", AtLeast, ReferenceCase.FairAttendance, "activities.attendance", "fairs"),
    ];

    public static void Add(DemoScene scene)
    {
        foreach (var (mechanism, claim, claimEn, relation, amount, metric, programmes) in Claims)
        {
            scene.Bag.Add(new PublishedFigure
            {
                Mechanism = mechanism,
                Claim = claim,
                ClaimEn = claimEn,
                Relation = relation,
                AmountMilli = amount * 1_000L,
                MetricKey = metric,
                Programmes = programmes,
                Communities = string.Join(',', scene.Pair.Select(community => community.Row.Code)),
                PeriodFrom = scene.From,
                PeriodTo = scene.Today,
                Source = "新闻报道 2025-05-07",
                PublishedOn = PublishedOn,
            });
        }
    }
}
