using Concentric.Ledgers;
using Concentric.Robots;

namespace Concentric.Dashboard.Features.Robots;

/// <summary>What the form of a robot holds while it is filled in. Key and secret are never read into it.</summary>
public sealed class RobotInput
{
    public string? Name { get; set; }

    public RobotForm? Form { get; set; } = RobotForm.WeCom;

    public string? BaseAddress { get; set; }

    public string? RobotKey { get; set; }

    public bool HasSecret { get; set; }

    public string? Secret { get; set; }

    public List<int> Communities { get; set; } = [];

    public string? Language { get; set; }

    public bool TellsMornings { get; set; } = true;

    public bool TellsTroubles { get; set; }

    public bool IsOn { get; set; } = true;

    public RobotForm Chosen => Form ?? default;

    public static RobotInput Of(RobotRow row, CommunityDirectory.Names names) => new()
    {
        Name = row.Name,
        Form = row.Form,
        // The platform's own address need not be read by anybody.
        BaseAddress = row.BaseAddress == RobotWire.StandardBase(row.Form) ? null : row.BaseAddress,
        HasSecret = row.IsSigned,
        Communities = [.. (row.Communities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(code => names.Find(code)?.Id ?? 0).Where(id => id > 0)],
        Language = row.Language,
        TellsMornings = row.TellsMornings,
        TellsTroubles = row.TellsTroubles,
        IsOn = row.IsOn,
    };

    public RobotDetails ToDetails() => new(Name, Chosen, BaseAddress, RobotKey, Secret, HasSecret, Communities, Language, TellsMornings,
        TellsTroubles, IsOn);
}
