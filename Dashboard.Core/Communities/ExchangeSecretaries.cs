namespace Concentric.Communities;

/// <summary>The secretaries of two communities exchange their places (岗位交流).</summary>
/// <param name="On">First day in the new place.</param>
public sealed record ExchangeSecretaries(int FirstCommunityId, int SecondCommunityId, DateOnly On, string? Note = null);
