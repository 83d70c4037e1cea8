using Concentric.Meetings;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>
/// Meetings of the two communities: joint conferences by the rota, talks, council halls, four-party negotiations, and what was promised
/// there.
/// </summary>
internal sealed class DemoMeetings(DemoScene scene)
{
    /// <summary>Day of the month around which the joint conference is held.</summary>
    private const int ConferenceDay = 15;

    /// <summary>What was promised at this conference, three before the last, is long due on any day; one promise is still open.</summary>
    private const int ForgottenOf = ReferenceCase.JointMeetings - 4;

    private static readonly string[] Talks = ["物业服务恳谈会", "停车管理恳谈会", "老年人服务恳谈会", "暑期托管恳谈会", "充电安全恳谈会", "环境卫生恳谈会", "新业主恳谈会"];
    private static readonly string[] Councils = ["下水改造议事", "车位划线议事", "楼道清理议事", "路灯维修议事", "加装门禁议事", "绿地养护议事", "噪声公约议事", "充电棚选址议事"];
    private static readonly string[] Promises = ["排查楼道堆物并清理", "修剪遮挡路灯的树枝", "疏通积水点管道", "增设非机动车停放线", "安排民警入户劝导", "补种裸露绿地", "更换损坏井盖",
        "公示维修资金用途", "增加夜间巡逻", "协调供热管线检修"];

    private readonly SeededRandom random = scene.Random.Fork("case meetings");

    public void Add()
    {
        AddConferences();
        AddOf(MeetingKind.ResidentsTalk, scene.Days(random, ReferenceCase.Talks, scene.WorkWeight, recent: 1), Talks);
        AddOf(MeetingKind.CouncilHall, scene.Days(random, 44, scene.WorkWeight, recent: 1), Councils);
        foreach (var day in new[] { 212, 236, 259 })
            Promise(Meet(scene.Pair[0], MeetingKind.FourParty, scene.Work.OnOrAfter(scene.From.AddDays(day)), "充电桩建设四方协商会", 5), 2);
    }

    /// <summary>
    /// One each month for twelve months; where the present month's is still to come, its turn is due and the year began with one.
    /// </summary>
    private void AddConferences()
    {
        var present = new DateOnly(scene.Today.Year, scene.Today.Month, 1);
        var isHeld = ConferenceOf(present) <= scene.Today;
        for (var i = 0; i < ReferenceCase.JointMeetings; i++)
        {
            var month = present.AddMonths(i - ReferenceCase.JointMeetings + (isHeld ? 1 : 0));
            var day = ConferenceOf(month);
            var meeting = Meet(scene.Pair[i % 2], MeetingKind.JointConference, day < scene.From ? scene.Work.OnOrAfter(scene.From) : day,
                $"{month.Month}月跨社区联席会议", 8);
            Turn(month, i, meeting);
            Promise(meeting, random.Between(2, 3), isOneForgotten: i == ForgottenOf);
        }

        for (var i = 0; i < 2; i++) Turn(present.AddMonths(i + (isHeld ? 1 : 0)), i, null);
    }

    private DateOnly ConferenceOf(DateOnly month) => scene.Work.OnOrAfter(new(month.Year, month.Month, ConferenceDay));

    private void Turn(DateOnly month, int n, Meeting? meeting) =>
        scene.Bag.Add(new HostTurn { CommunityId = scene.Pair[n % 2].Id, Month = month, MeetingId = meeting?.Id });

    private void AddOf(MeetingKind kind, DateOnly[] days, string[] titles)
    {
        for (var i = 0; i < days.Length; i++) Meet(scene.Pair[i % 2], kind, days[i], random.Pick(titles), 1);
    }

    private Meeting Meet(DemoCommunity host, MeetingKind kind, DateOnly day, string title, int invited)
    {
        var meeting = scene.Bag.Add(new Meeting
        {
            CommunityId = host.Id,
            Title = title,
            Kind = kind,
            HeldOn = day,
            Attendance = random.Between(9, 38),
            IsJoint = kind == MeetingKind.JointConference,
        });
        if (meeting.IsJoint)
        {
            foreach (var id in scene.PairIds) scene.Bag.Add(new MeetingCommunity { RecordId = meeting.Id, CommunityId = id });
        }

        foreach (var partner in scene.Partners(random, invited).Order())
        {
            var attended = random.Chance(0.86);
            scene.Bag.Add(new MeetingAttendance
            {
                MeetingId = meeting.Id,
                CoBuilderId = partner,
                Attended = attended,
                Excused = !attended
                && random.Chance(0.6)
            });
        }

        return meeting;
    }

    private void Promise(Meeting meeting, int count, bool isOneForgotten = false)
    {
        for (var i = 0; i < count; i++)
        {
            var unit = random.Pick(scene.CoBuilders);
            var due = scene.Work.After(meeting.HeldOn, random.Between(8, 30));
            var done = random.Chance(0.84) ? scene.Work.Before(due, random.Between(0, 6)) : scene.Work.After(due, random.Between(1, 25));
            if (done < meeting.HeldOn) done = meeting.HeldOn;
            scene.Bag.Add(new Commitment
            {
                CommunityId = meeting.CommunityId,
                MeetingId = meeting.Id,
                Title = random.Pick(Promises),
                Owner = unit.Name,
                CoBuilderId = unit.Id,
                DueOn = due,
                // A few of the late ones are not done yet.
                DoneOn = done <= scene.Today && !(done > due && random.Chance(0.35)) && !(isOneForgotten && i == 0) ? done : null,
            });
        }
    }
}
