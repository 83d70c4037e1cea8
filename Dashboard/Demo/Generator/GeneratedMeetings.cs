using Concentric.Meetings;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>Meetings in proportion to activities, and the monthly joint conferences of neighbouring communities by their rota.</summary>
internal sealed class GeneratedMeetings : GeneratedKind
{
    private const int ActivitiesPerMeeting = 10;

    /// <summary>Communities that share a rota.</summary>
    private const int RotaSize = 5;

    /// <summary>Day of the month on which the joint conferences are held.</summary>
    private const int ConferenceDay = 15;

    private static readonly Weighted<(MeetingKind Kind, string Title)> Kinds = new(
        ((MeetingKind.CouncilHall, "社区议事会"), 62), ((MeetingKind.ResidentsTalk, "居民恳谈会"), 34), ((MeetingKind.FourParty, "四方协商会"), 4));

    private static readonly string[] Promises = ["排查楼道堆物并清理", "修剪遮挡路灯的树枝", "疏通积水点管道", "增设非机动车停放线", "补种裸露绿地", "更换损坏井盖", "增加夜间巡逻"];

    private readonly GeneratorScene scene;
    private readonly SeededRandom random;
    private readonly int[] counts;
    private readonly List<GeneratedCommunity[]> rotas;

    public GeneratedMeetings(GeneratorScene scene)
    {
        this.scene = scene;
        random = scene.Random.Fork("meetings");
        counts = scene.Seasons.Work(random, scene.Options.Activities / ActivitiesPerMeeting);
        rotas = [.. scene.Street.Communities.Chunk(RotaSize).Where(rota => rota.Length > 1 && scene.Options.Activities > 0)];
    }

    public override void Add(DateOnly day, int n)
    {
        if (day.Day == ConferenceDay)
        {
            foreach (var rota in rotas) AddTurn(rota, day);
        }

        for (var i = 0; i < counts[n]; i++)
        {
            var (kind, title) = Kinds.Draw(random);
            var meeting = Meet(scene.Street.Draw(random), kind, title, day);
            if (random.Chance(0.4)) Promise(meeting);
        }
    }

    private void AddTurn(GeneratedCommunity[] rota, DateOnly day)
    {
        var host = rota[((day.Year * 12) + day.Month) % rota.Length];
        // Now and then a turn is missed.
        var meeting = random.Chance(0.95) ? Meet(host, MeetingKind.JointConference, $"{day.Month}月跨社区联席会议", day) : null;
        scene.Bag.Add(new HostTurn { CommunityId = host.Id, Month = new(day.Year, day.Month, 1), MeetingId = meeting?.Id });
        if (meeting is null) return;
        meeting.IsJoint = true;
        foreach (var community in rota) scene.Bag.Add(new MeetingCommunity { RecordId = meeting.Id, CommunityId = community.Id });
        foreach (var unit in Enumerable.Range(0, 6).Select(_ => scene.Street.DrawCoBuilder(random).Id).Distinct().Order())
        {
            var attended = random.Chance(0.85);
            scene.Bag.Add(new MeetingAttendance
            {
                MeetingId = meeting.Id,
                CoBuilderId = unit,
                Attended = attended,
                Excused = !attended
                && random.Chance(0.5)
            });
        }

        for (var i = 0; i < 3; i++) Promise(meeting);
    }

    private Meeting Meet(GeneratedCommunity host, MeetingKind kind, string title, DateOnly day) =>
        scene.Bag.Add(new Meeting { CommunityId = host.Id, Kind = kind, Title = title, HeldOn = day, Attendance = random.Between(8, 45) });

    private void Promise(Meeting meeting)
    {
        var unit = scene.Street.DrawCoBuilder(random);
        var due = scene.Work.After(meeting.HeldOn, random.Between(8, 30));
        var done = scene.Work.After(meeting.HeldOn, random.Between(2, 40));
        scene.Bag.Add(new Commitment
        {
            CommunityId = meeting.CommunityId,
            MeetingId = meeting.Id,
            Title = random.Pick(Promises),
            Owner = unit.Name,
            CoBuilderId = unit.Id,
            DueOn = due,
            DoneOn = done <= scene.Today && random.Chance(0.97) ? done : null,
        });
    }
}
