namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of notices: one sentence for each kind, and one for each kind of those that stand for many.</summary>
public sealed class NoticeText;
