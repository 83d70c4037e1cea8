using Concentric.CoBuilders;
using Concentric.Evaluation;
using Concentric.Rules;
using Concentric.Volunteers;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>
/// A cycle in which the panel is scoring: two of its members have, and one place is left for the account of the panel
/// (<see cref="DemoAccounts"/>). Beside it hours of volunteers, nominations, and a lapsed commitment that another took over.
/// </summary>
internal sealed class DemoEvaluation(DemoScene scene)
{
    /// <summary>What waits for an account has this id until then.</summary>
    internal const int NoAccount = 0;

    private static readonly string[] Judges = ["周慧", "吴建明"];
    private readonly SeededRandom random = scene.Random.Fork("evaluation");

    /// <summary>The office's own rules: those that ship, with commitments and the panel's judgement beside them.</summary>
    private static Scheme Rules => Scheme.Default with
    {
        Criteria =
        [
            Scheme.Default.Criteria[0] with { Weight = 30 },
            Scheme.Default.Criteria[1] with { Weight = 25, Deduction = 5 },
            .. Scheme.Default.Criteria.Skip(2),
            new("commitments", CriterionKind.Measured, "承诺按期兑现", "Commitments kept", 15, EvaluationMeasure.Commitments),
            new("residents", CriterionKind.Judged, "居民评价与服务实效", "Residents' view and effect", 10),
        ],
    };

    public void Add()
    {
        var today = scene.Today;
        var year = today.Month > 6 ? today.Year : today.Year - 1;
        var cycle = scene.Bag.Add(new EvaluationCycle
        {
            Year = year,
            Title = $"{year} 年度共建单位评价",
            Stage = CycleStage.Scoring,
            Seed = year,
            ClosedOn = year == today.Year ? today : null,
        });
        scene.Bag.Add(new SchemeVersion
        {
            CycleId = cycle.Id,
            Number = 1,
            At = At(new(year - 1, 12, 18)),
            By = "孙磊",
            Content = Rules.ToJson()
        });
        Step(cycle, CycleStage.Draft, new(year - 1, 12, 12));
        Step(cycle, CycleStage.Frozen, new(year - 1, 12, 22));
        Step(cycle, CycleStage.Collecting, new(year, 1, 4));
        Step(cycle, CycleStage.Scoring, year == today.Year ? today : new(year + 1, 1, 5), year == today.Year ? "年终前预评，先按截至当日的记录评分" : null);
        AddPanel(cycle);
        AddAdjustments(cycle);
        AddHours(cycle);
        AddTaking();
    }

    private void AddPanel(EvaluationCycle cycle)
    {
        var own = scene.CoBuilders[7];
        scene.Bag.Add(new PanelMember { CycleId = cycle.Id, UserId = -1, Name = Judges[0], CoBuilderId = own.Id });
        scene.Bag.Add(new PanelMember { CycleId = cycle.Id, UserId = -2, Name = Judges[1] });
        scene.Bag.Add(new PanelMember { CycleId = cycle.Id, UserId = NoAccount, Name = "赵平", CoBuilderId = scene.CoBuilders[13].Id });
        foreach (var unit in scene.CoBuilders)
        {
            if (unit != own) Judge(cycle, unit, 0, random.Between(72, 95));
            Judge(cycle, unit, 1, random.Chance(0.1) ? random.Between(45, 60) : random.Between(70, 96));
        }
    }

    private void Judge(EvaluationCycle cycle, CoBuilder unit, int judge, int points) =>
        scene.Bag.Add(new Judgement
        {
            CycleId = cycle.Id,
            CoBuilderId = unit.Id,
            Criterion = "residents",
            JudgeId = -1 - judge,
            Judge = Judges[judge],
            Points = points
        });

    private void AddAdjustments(EvaluationCycle cycle)
    {
        (int Unit, string Rule, int Times, string Reason, string Evidence)[] given =
        [
            (5, "proposal", 2, "“警网联动、夜间巡逻”两项建议被联席会议采纳", "联席会议纪要第 4、6 号"),
            (10, "proposal", 1, "独居老人探访清单建议被采纳并推广", "联席会议纪要第 7 号"),
            (13, "complaint", 1, "电梯维修拖延被居民投诉，经核查属实", "12345 工单及现场核查照片"),
        ];
        foreach (var (unit, rule, times, reason, evidence) in given)
            scene.Bag.Add(new Adjustment
            {
                CycleId = cycle.Id,
                CoBuilderId = scene.CoBuilders[unit].Id,
                RuleKey = rule,
                Times = times,
                Reason = reason,
                Evidence = evidence
            });
    }

    /// <summary>Volunteers at activities of their year, most of it verified.</summary>
    private void AddHours(EvaluationCycle cycle)
    {
        var volunteers = scene.Bag.Of<Volunteer>().Where(one => scene.PairIds.Contains(one.CommunityId)).Take(60).ToList();
        var activities = scene.Bag.Of<Activities.Activity>()
            .Where(held => held.HeldOn >= cycle.From && held.HeldOn <= cycle.To && held.VolunteerAttendance > 0).ToList();
        if (volunteers.Count == 0 || activities.Count == 0) return;
        for (var i = 0; i < volunteers.Count; i++)
        {
            for (var times = i < 12 ? random.Between(6, 14) : random.Between(1, 6); times > 0; times--)
            {
                var held = random.Pick(activities);
                var isVerified = random.Chance(0.9);
                scene.Bag.Add(new VolunteerTime
                {
                    CommunityId = volunteers[i].CommunityId,
                    VolunteerId = volunteers[i].Id,
                    ServedOn = held.HeldOn,
                    ActivityId = held.Id,
                    Minutes = random.Between(2, 7) * 30,
                    Purpose = held.Title,
                    EnteredBy = "王芳",
                    VerifiedOn = isVerified ? held.HeldOn : null,
                    VerifiedBy = isVerified ? "李强" : null,
                });
            }
        }

        for (var i = 0; i < 3; i++)
            scene.Bag.Add(new Nomination
            {
                CycleId = cycle.Id,
                VolunteerId = volunteers[i * 4].Id,
                NominatedBy = scene.Pair[i % 2].Name + "社区",
                Reason = "长年参加护学与助老，居民有口皆碑"
            });
    }

    private void AddTaking()
    {
        var lapsed = scene.Bag.Of<Meetings.Commitment>()
            .Where(one => one.CoBuilderId is not null && one.DoneOn is null && one.DueOn < scene.Today).OrderBy(one => one.DueOn)
            .FirstOrDefault();
        if (lapsed is null) return;
        var taker = scene.CoBuilders.Find(unit => unit.Id != lapsed.CoBuilderId)!;
        scene.Bag.Add(new CommitmentTakeover
        {
            CommunityId = lapsed.CommunityId,
            CommitmentId = lapsed.Id,
            CoBuilderId = taker.Id,
            TakenOn = lapsed.DueOn.AddDays(1)
        });
    }

    private void Step(EvaluationCycle cycle, CycleStage stage, DateOnly day, string? reason = null) =>
        scene.Bag.Add(new CycleStep
        {
            CycleId = cycle.Id,
            At = At(day),
            By = "孙磊",
            Stage = stage,
            Reason = reason,
            IsOutOfTime = reason is not null
        });

    private static DateTime At(DateOnly day) => day.ToDateTime(new(1, 30), DateTimeKind.Utc);
}
