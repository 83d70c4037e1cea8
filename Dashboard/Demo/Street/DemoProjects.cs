using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Projects;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>The five actions of the two communities: projects with stages, what they brought, and what co-builders gave for them.</summary>
internal sealed class DemoProjects(DemoScene scene)
{
    private const int ClearingDays = 8;
    private const int RoadDays = 20;
    private const int PortsBuilt = 96;

    private readonly SeededRandom random = scene.Random.Fork("case projects");

    public void Add()
    {
        var (xinsheng, xinshun) = (scene.Pair[0], scene.Pair[1]);
        var sewers = Project(xinsheng, "sanitation", "馨盛园污水井、化粪池清掏", (ProjectStage.Proposed, 12), (ProjectStage.Agreed, 25),
            (ProjectStage.Building, 38), (ProjectStage.Done, 120));
        var roads = Project(xinshun, "roads", "爱心路修补", (ProjectStage.Proposed, 150), (ProjectStage.Agreed, 176),
            (ProjectStage.Building, 195), (ProjectStage.Done, 300));
        var charging = Project(xinsheng, "charging", "电动自行车充电桩建设", (ProjectStage.Proposed, 205), (ProjectStage.Agreed, 262),
            (ProjectStage.Building, 285));
        Project(xinsheng, "public-space", "馨盛园社区花园", (ProjectStage.Proposed, 90), (ProjectStage.Agreed, 130), (ProjectStage.Building, 200),
            (ProjectStage.Done, 275));
        Project(xinshun, "public-space", "馨顺园休闲座椅", (ProjectStage.Proposed, 210), (ProjectStage.Agreed, 240), (ProjectStage.Building, 300));
        Project(xinshun, "convenience", "便民服务点改造", (ProjectStage.Proposed, 230), (ProjectStage.Agreed, 290));

        AddSewers(xinsheng, sewers);
        AddRoads(xinshun, roads);
        AddCharging(xinsheng, charging);
        AddHours();
    }

    private void AddSewers(DemoCommunity community, Project project)
    {
        var tanks = random.Split(ReferenceCase.SewerTanks, ClearingDays, least: 5);
        var loads = random.Split(ReferenceCase.SewerTruckloads, ClearingDays, least: 6);
        var (sewers, sanitation) = (scene.Programme("sewers"), scene.Programme("sanitation"));
        for (var i = 0; i < ClearingDays; i++)
        {
            scene.ActivityPlans.Add(new(community.Id, ActivityKind.Other, WorkDay(42 + (i * 10)), "污水井、化粪池集中清掏")
            {
                Place = PetitionTexts.Place(random),
                Attendance = random.Between(6, 12),
                Programmes = [sewers, sanitation],
                Outputs = [new(OutputKind.Tanks, tanks[i] * 1_000L, sewers, project.Id),
                    new(OutputKind.Truckloads, loads[i] * 1_000L, sewers, project.Id)],
            });
        }

        Give(community, project, sewers, "清掏费用", ReferenceCase.SewerYuan, 3, from: 30, to: 60);
    }

    private void AddRoads(DemoCommunity community, Project project)
    {
        var volunteers = random.Split(ReferenceCase.RoadVolunteers, RoadDays, least: 14);
        var metres = random.Split(ReferenceCase.RoadMetres / 5, RoadDays, least: 6);
        var roads = scene.Programme("roads");
        for (var i = 0; i < RoadDays; i++)
        {
            scene.ActivityPlans.Add(new(community.Id, ActivityKind.VolunteerWork, WorkDay(197 + (i * 5)), "爱心路修补志愿行动")
            {
                Place = PetitionTexts.Place(random),
                Attendance = volunteers[i] + random.Below(5),
                Volunteers = volunteers[i],
                Hosts = i % 5 == 0 ? scene.PairIds : null,
                Programmes = [roads],
                Partners = scene.Partners(random, 1),
                Outputs = [new(OutputKind.Road, metres[i] * 5_000L, roads, project.Id)],
            });
        }

        Give(community, project, roads, "爱心路材料与施工", ReferenceCase.RoadYuan, 6, from: 180, to: 230);
    }

    private void AddCharging(DemoCommunity community, Project project)
    {
        var agreement = scene.Bag.Add(new Agreement
        {
            CommunityId = community.Id,
            ProjectId = project.Id,
            Title = "电动自行车充电桩建设协议",
            Parties = "社区居委会、业主代表、安居物业服务公司、绿能充电科技公司",
            AgreedOn = Day(262),
            DueOn = scene.Today.AddDays(75),
        });
        var charging = scene.Programme("charging");
        Output(OutputKind.PortsAgreed, ReferenceCase.ChargingPorts, agreement.AgreedOn);
        Output(OutputKind.PortsBuilt, PortsBuilt / 2, WorkDay(318));
        Output(OutputKind.PortsBuilt, PortsBuilt / 2, WorkDay(349));

        void Output(OutputKind kind, int ports, DateOnly day) => scene.Bag.Add(new Output
        {
            CommunityId = community.Id,
            Kind = kind,
            AmountMilli = ports * 1_000L,
            RecordedOn = day,
            AgreementId = agreement.Id,
            ProgrammeId = charging,
        });
    }

    /// <summary>Co-builders without money to give have people to send.</summary>
    private void AddHours()
    {
        foreach (var day in scene.Days(random, 72, scene.WorkWeight, recent: 1))
        {
            scene.Bag.Add(new Contribution
            {
                CommunityId = random.Pick(scene.Pair).Id,
                CoBuilderId = random.Pick(scene.CoBuilders).Id,
                GivenOn = day,
                Minutes = random.Between(2, 16) * 30,
                Purpose = random.Pick(["入户检查", "法律咨询", "安全宣讲", "义诊", "调解", "环境清整"]),
                ProgrammeId = scene.Programme("alliance"),
            });
        }
    }

    private void Give(DemoCommunity community, Project project, int programme, string purpose, int yuan, int parts, int from, int to)
    {
        // Amounts in round hundreds, as companies give.
        foreach (var hundreds in random.Split(yuan / 100, parts, least: 40))
        {
            scene.Bag.Add(new Contribution
            {
                CommunityId = community.Id,
                CoBuilderId = scene.CoBuilder(random, CoBuilderKind.Enterprise, CoBuilderKind.PropertyCompany,
                    CoBuilderKind.PartyOrganisation).Id,
                GivenOn = WorkDay(random.Between(from, to)),
                AmountFen = hundreds * 10_000L,
                Purpose = purpose,
                ProjectId = project.Id,
                ProgrammeId = programme,
            });
        }
    }

    private Project Project(DemoCommunity community, string strand, string title, params (ProjectStage Stage, int Day)[] stages)
    {
        var project = scene.Bag.Add(new Project
        {
            CommunityId = community.Id,
            Title = title,
            StrandId = scene.Programme(strand),
            Stage = stages[^1].Stage,
            StartedOn = Day(stages[0].Day),
            DoneOn = stages[^1].Stage == ProjectStage.Done ? Day(stages[^1].Day) : null,
        });
        foreach (var (stage, day) in stages)
            scene.Bag.Add(new ProjectStageEntry
            {
                ProjectId = project.Id,
                Stage = stage,
                ReachedOn = Day(day),
                At = scene.Moments.On(Day(day)),
                By = community.Workers[0].Name
            });
        return project;
    }

    private DateOnly Day(int n) => scene.From.AddDays(n);

    private DateOnly WorkDay(int n) => scene.Work.OnOrAfter(Day(n));
}
