//! A network of our own: the server in a namespace behind a router in another one, which loses and
//! doubles packets or lets none pass. Needs root, `ip` and `iptables`; nothing else of this machine is
//! touched.

use super::image::tool;

/// The wire; dropping it takes everything away.
pub struct Wire {
    router: String,
    server: String,
    /// The third number of the addresses.
    net: u32,
}

impl Wire {
    /// Lays it: this process — router — server.
    ///
    /// # Errors
    /// A tool is missing, we are not root, or the kernel neither loses nor doubles packets.
    pub fn lay() -> Result<Self, String> {
        let pid = std::process::id();
        let wire = Self { router: format!("ddr{pid}"), server: format!("dds{pid}"), net: pid % 250 };
        let [near, near_end, far_end, far] = ["a", "b", "c", "d"].map(|end| format!("dd{pid}{end}"));
        for namespace in [&wire.router, &wire.server] {
            tool("ip", &["netns", "add", namespace])?;
        }
        tool("ip", &["link", "add", &near, "type", "veth", "peer", "name", &near_end, "netns", &wire.router])?;
        tool(
            "ip",
            &["-n", &wire.router, "link", "add", &far_end, "type", "veth", "peer", "name", &far, "netns", &wire.server],
        )?;
        tool("ip", &["addr", "add", &format!("{}/30", wire.host(1)), "dev", &near])?;
        tool("ip", &["link", "set", &near, "up"])?;
        for (namespace, link, host) in [(&wire.router, &near_end, 2), (&wire.router, &far_end, 5), (&wire.server, &far, 6)] {
            tool("ip", &["-n", namespace, "addr", "add", &format!("{}/30", wire.host(host)), "dev", link])?;
            tool("ip", &["-n", namespace, "link", "set", link, "up"])?;
        }
        tool("ip", &["route", "add", &format!("{}/30", wire.host(4)), "via", &wire.host(2)])?;
        tool("ip", &["-n", &wire.server, "route", "add", "default", "via", &wire.host(5)])?;
        tool("ip", &["netns", "exec", &wire.router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"])?;
        // A kernel that cannot do this says so before anything hangs on it.
        wire.lose(30).and_then(|()| wire.double(30)).and_then(|()| wire.heal())?;
        Ok(wire)
    }

    fn host(&self, host: u32) -> String {
        format!("10.213.{}.{host}", self.net)
    }

    /// What starts a program beyond the wire.
    #[must_use]
    pub fn beyond(&self) -> Vec<String> {
        ["ip", "netns", "exec", &self.server].map(str::to_owned).to_vec()
    }

    /// Where it listens there.
    #[must_use]
    pub fn listen(&self) -> String {
        format!("{}:0", self.host(6))
    }

    /// Loses so many of a hundred packets, either way.
    ///
    /// # Errors
    /// A rule is not taken.
    pub fn lose(&self, percent: u32) -> Result<(), String> {
        self.heal()?;
        self.rule("filter", &[&chance(percent)[..], &["-j".into(), "DROP".into()]].concat())
    }

    /// Doubles so many of a hundred packets, either way.
    ///
    /// # Errors
    /// A rule is not taken.
    pub fn double(&self, percent: u32) -> Result<(), String> {
        self.heal()?;
        for (to, gateway) in [(4, 6), (0, 1)] {
            let towards = ["-d".into(), format!("{}/30", self.host(to))];
            let twice = ["-j".into(), "TEE".into(), "--gateway".into(), self.host(gateway)];
            self.rule("mangle", &[&towards[..], &chance(percent), &twice].concat())?;
        }
        Ok(())
    }

    /// Lets nothing pass to the terminals.
    ///
    /// # Errors
    /// A rule is not taken.
    pub fn deafen(&self) -> Result<(), String> {
        self.drop_towards(0)
    }

    /// Lets nothing pass to the server.
    ///
    /// # Errors
    /// A rule is not taken.
    pub fn mute(&self) -> Result<(), String> {
        self.drop_towards(4)
    }

    /// Lets nothing pass.
    ///
    /// # Errors
    /// A rule is not taken.
    pub fn cut(&self) -> Result<(), String> {
        self.lose(100)
    }

    /// Lets everything pass, once.
    ///
    /// # Errors
    /// A rule is not taken away.
    pub fn heal(&self) -> Result<(), String> {
        ["filter", "mangle"]
            .iter()
            .try_for_each(|table| self.tables(&["-t".into(), (*table).into(), "-F".into(), "FORWARD".into()]))
    }

    fn drop_towards(&self, net: u32) -> Result<(), String> {
        self.heal()?;
        self.rule("filter", &["-d".into(), format!("{}/30", self.host(net)), "-j".into(), "DROP".into()])
    }

    fn rule(&self, table: &str, rule: &[String]) -> Result<(), String> {
        let add = ["-t", table, "-A", "FORWARD"].map(str::to_owned);
        self.tables(&[&add[..], rule].concat())
    }

    fn tables(&self, args: &[String]) -> Result<(), String> {
        let exec = ["netns", "exec", &self.router, "iptables", "-w"];
        let args: Vec<&str> = exec.into_iter().chain(args.iter().map(String::as_str)).collect();
        tool("ip", &args)
    }
}

/// A rule that matches so many of a hundred packets, by chance.
fn chance(percent: u32) -> Vec<String> {
    let share = format!("{}.{:02}", percent / 100, percent % 100);
    ["-m", "statistic", "--mode", "random", "--probability", &share].map(str::to_owned).to_vec()
}

impl Drop for Wire {
    fn drop(&mut self) {
        for namespace in [&self.server, &self.router] {
            if let Err(why) = tool("ip", &["netns", "del", namespace]) {
                eprintln!("a namespace stays behind: {why}");
            }
        }
    }
}
