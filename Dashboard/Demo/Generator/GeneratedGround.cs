using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Volunteers;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>What all other records stand on: workers and postings, co-builders, posts, and some projects of each strand.</summary>
internal static class GeneratedGround
{
    private const int WorkersPerCommunity = 8;

    private static readonly string[] Strands = ["sanitation", "roads", "charging", "public-space", "convenience"];
    private static readonly string[] Posts = ["楼门长", "垃圾分类督导员", "护学岗", "助老陪护", "邻里调解员", "环境巡查员", "充电安全劝导员", "防诈宣传员"];

    private static readonly Dictionary<CoBuilderKind, string> Units = new()
    {
        [CoBuilderKind.DutyDepartment] = "养护所",
        [CoBuilderKind.PartyOrganisation] = "机关党支部",
        [CoBuilderKind.Police] = "派出所",
        [CoBuilderKind.SocialOrganisation] = "社工服务中心",
        [CoBuilderKind.PropertyCompany] = "物业服务公司",
        [CoBuilderKind.Enterprise] = "商贸公司",
    };

    private static readonly string[] Names = ["海晏", "安居", "盛邦", "惠民", "同心", "东风", "新港", "金桥"];

    public static void Add(GeneratorScene scene)
    {
        var random = scene.Random.Fork("ground");
        foreach (var (kind, unit) in Units)
        {
            scene.Street.CoBuilders[kind] = [.. Names.Select(name => scene.Bag.Add(new CoBuilder
            {
                Name = name + unit,
                NameEn = $"{name} {kind}",
                Kind = kind,
                JoinedOn = scene.From.AddDays(-random.Between(0, 900)),
                Contact = InventedPeople.Name(random),
                ContactPhone = InventedPeople.Phone(random),
            }))];
        }

        var nth = 0;
        foreach (var community in scene.Street.Communities)
        {
            community.Workers = [.. Enumerable.Range(0, WorkersPerCommunity).Select(i => AddWorker(scene, random, community, i, ++nth))];
            foreach (var post in Posts)
                community.Posts.Add(scene.Bag.Add(new VolunteerPost
                {
                    CommunityId = community.Id,
                    Title = post,
                    Places = random.Between(6, 40)
                }));
            foreach (var strand in Strands)
            {
                if (scene.Options.Activities > 0 && random.Chance(0.8)) AddProject(scene, random, community, strand);
            }
        }
    }

    private static string AddWorker(GeneratorScene scene, SeededRandom random, GeneratedCommunity community, int place, int nth)
    {
        var startsOn = scene.From.AddDays(-random.Between(10, 2_000));
        var worker = scene.Bag.Add(new Worker
        {
            CommunityId = community.Id,
            Name = InventedPeople.Name(nth),
            TrainedOn = random.Chance(0.5) ? scene.From.AddDays(random.Below(scene.DayCount)) : null,
            PoolSince = random.Chance(0.3) ? scene.From.AddDays(random.Below(scene.DayCount)) : null,
        });
        var position = place switch { 0 => Position.Secretary, 1 => Position.Deputy, _ => Position.SocialWorker };
        scene.Bag.Add(new Posting { CommunityId = community.Id, WorkerId = worker.Id, Position = position, StartsOn = startsOn });
        return worker.Name;
    }

    private static void AddProject(GeneratorScene scene, SeededRandom random, GeneratedCommunity community, string strand)
    {
        var day = scene.From.AddDays(random.Below(scene.DayCount));
        var project =
            scene.Bag.Add(new Project
            {
                CommunityId = community.Id,
                Title = $"{community.Name}{Title(strand)}",
                StrandId = scene.Programmes[strand],
                StartedOn = day,
                Stage = ProjectStage.Proposed
            });
        var agreement = strand == "charging"
            ? scene.Bag.Add(new Agreement
            {
                CommunityId = community.Id,
                ProjectId = project.Id,
                Title = "充电桩建设协议",
                Parties = "居委会、业主代表、物业公司、充电公司",
                AgreedOn = day,
                DueOn = day.AddDays(240)
            })
            : null;
        if (agreement is not null) AddOutput(OutputKind.PortsAgreed, random.Between(4, 40) * 10, day);
        for (var stage = ProjectStage.Proposed; stage <= ProjectStage.Done && day <= scene.Today; stage++,
            day = day.AddDays(random.Between(10, 70)))
        {
            scene.Bag.Add(new ProjectStageEntry
            {
                ProjectId = project.Id,
                Stage = stage,
                ReachedOn = day,
                At = scene.Moments.On(day),
                By = community.Workers[0]
            });
            (project.Stage, project.DoneOn) = (stage, stage == ProjectStage.Done ? day : null);
            if (stage == ProjectStage.Done) AddResult(day);
        }

        void AddResult(DateOnly on)
        {
            if (strand == "roads") AddOutput(OutputKind.Road, random.Between(10, 150) * 10, on);
            if (strand == "charging") AddOutput(OutputKind.PortsBuilt, random.Between(2, 30) * 10, on);
            if (strand != "sanitation") return;
            AddOutput(OutputKind.Tanks, random.Between(5, 60), on);
            AddOutput(OutputKind.Truckloads, random.Between(5, 80), on);
        }

        bool OfAgreement(OutputKind kind) => agreement is not null && kind is OutputKind.PortsAgreed or OutputKind.PortsBuilt;

        void AddOutput(OutputKind kind, int amount, DateOnly on) => scene.Bag.Add(new Output
        {
            CommunityId = community.Id,
            Kind = kind,
            AmountMilli = amount * 1_000L,
            RecordedOn = on,
            ProjectId = OfAgreement(kind) ? null : project.Id,
            AgreementId = OfAgreement(kind) ? agreement!.Id : null,
            ProgrammeId = scene.Programmes[strand],
        });
    }

    private static string Title(string strand) => strand switch
    {
        "sanitation" => "井池清掏",
        "roads" => "道路修补",
        "charging" => "充电桩建设",
        "public-space" => "口袋花园",
        _ => "便民服务点",
    };
}
