//! Names that must be found, and where.

use pinyin::{Candidate, Composition, Fuzzy, Manner, Meaning, SEPARATOR, Script, Writing};

use crate::taps;

fn candidates(letters: &str, before: &str, manner: Manner) -> Vec<Candidate> {
    let mut composition = Composition::new(manner);
    letters.chars().for_each(|letter| composition.push(letter));
    composition.candidates(before)
}

fn place(text: &str, letters: &str, before: &str) -> Option<usize> {
    candidates(letters, before, Manner::default()).iter().position(|candidate| candidate.text == text)
}

/// Each entry is characters and the letters for them.
fn assert_found(entries: &str, within: usize) {
    for entry in entries.split_whitespace() {
        let (name, letters) = entry.split_at(entry.find(|c: char| c.is_ascii()).unwrap());
        let place = place(name, letters, "");
        assert!(place.is_some_and(|place| place < within), "{name} {letters} {place:?}");
    }
}

#[test]
fn b05_ouyang_nana_takes_at_most_25_taps() {
    for (name, letters, most) in [
        ("欧阳娜娜", "ouyangnana", 11),
        ("张三", "zhangsan", 10),
        ("王秀英", "wangxiuying", 12),
        ("张志强", "zhangzhiqiang", 14),
        ("周浩然", "zhouhaoran", 11),
        ("吴梓萱", "wuzixuan", 9),
        ("尉迟恭", "yuchigong", 11),
        ("吕布", "lvbu", 8),
        ("吕布", "lyubu", 9),
        ("曾志伟", "zengzhiwei", 11),
        ("李安", "lian", 6),
    ] {
        let entered = taps::enter(name, letters, Manner::default()).unwrap();
        assert!(entered.taps <= most && entered.taps <= 25, "{name} takes {} taps", entered.taps);
        assert!(entered.picks <= name.chars().count(), "{name} takes {} picks", entered.picks);
    }
}

#[test]
fn the_commonest_surnames_are_among_the_first_three() {
    let names = "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu \
        孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song \
        唐tang 许xu 韩han 邓deng 冯feng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong 潘pan \
        袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei 苏su 吕lv 丁ding 任ren \
        卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui";
    assert_eq!(names.split_whitespace().count(), 55);
    assert_found(names, 3);
}

#[test]
fn rare_readings_of_surnames_are_found() {
    assert_found(
        "曾zeng 单shan 仇qiu 解xie 查zha 区ou 盖ge 朴piao 冼xian 任ren 华hua 覃qin 翟zhai 缪miao \
         晁chao 祭zhai 种chong 秘bi 召shao 折she 逄pang 亓qi 禤xuan 佘she 宓mi 吕lyu 过guo 繁po \
         哈ha 那na 盛sheng 宿su 郗xi 郇xun 牟mu 乜nie 仝tong 眭sui 阚kan 庹tuo 逯lu 綦qi 昝zan \
         谌chen 訾zi 缑gou 妫gui 能nai 不fou 钭tou 区qu",
        12,
    );
    assert_found("曾zeng 单shan 仇qiu 解xie 查zha 区ou 盖ge 覃qin 朴piao 任ren 华hua", taps::PAGE);
}

#[test]
fn surnames_of_two_characters_come_first() {
    assert_found(
        "欧阳ouyang 尉迟yuchi 万俟moqi 澹台tantai 令狐linghu 长孙zhangsun 单于chanyu 司马sima 诸葛zhuge \
         上官shangguan 皇甫huangfu 慕容murong 夏侯xiahou 钟离zhongli 亓官qiguan 宇文yuwen 东方dongfang",
        taps::PAGE,
    );
}

#[test]
fn a_surname_may_be_picked_alone_and_the_given_name_comes_next() {
    let mut composition = Composition::default();
    "ouyangnana".chars().for_each(|letter| composition.push(letter));
    let surname = composition.candidates("").into_iter().find(|candidate| candidate.text == "欧阳").unwrap();
    assert_eq!((surname.letters, surname.meaning), (6, Meaning::Pair));
    let mut text = String::new();
    composition.take(&surname, &mut text);
    assert_eq!((text.as_str(), composition.shown().as_str()), ("欧阳", "na'na"));
    assert_eq!(composition.candidates(&text)[0].text, "娜娜");
}

#[test]
fn where_in_a_name_the_letters_stand_decides_what_comes_first() {
    for (letters, before, first) in
        [("jianguo", "李", "建国"), ("li", "", "李"), ("li", "王", "丽"), ("nana", "欧阳", "娜娜"), ("mei", "李雪", "梅"), ("zh", "", "张")]
    {
        assert_eq!(place(first, letters, before), Some(0), "{letters} after {before}");
    }
}

#[test]
fn what_is_no_name_begins_with_everyday_words_and_characters() {
    let manner = Manner { writing: Writing::Text, ..Manner::default() };
    for (letters, first) in [("yaoshi", "钥匙"), ("dianti", "电梯"), ("shi", "是"), ("zhongguo", "中国")] {
        assert_eq!(candidates(letters, "", manner)[0].text, first, "{letters}");
    }
    assert_ne!(candidates("yaoshi", "", Manner::default())[0].text, "钥匙", "a name is expected where one is written");
    assert!(taps::enter("钥匙在电梯", "yaoshizaidianti", manner).is_some());
}

#[test]
fn a_name_is_offered_before_its_last_syllable_is_whole() {
    for (name, letters) in [("张伟", "zhangw"), ("张伟", "zhangwe"), ("王秀英", "wangxiuy")] {
        assert!(place(name, letters, "").is_some_and(|place| place < taps::PAGE), "{name} {letters}");
    }
}

#[test]
fn a_name_said_almost_right_is_found() {
    for (name, letters) in [
        ("张伟", "zangwei"),
        ("庄伟", "zuangwei"),
        ("陈静", "cenjing"),
        ("孙丽", "shunli"),
        ("刘娜", "niuna"),
        ("王敏", "wangming"),
        ("诸葛亮", "zugeliang"),
        ("诸葛", "zuge"),
    ] {
        assert!(place(name, letters, "").is_some(), "{name} {letters}");
        let exactly = candidates(letters, "", Manner { fuzzy: Fuzzy::OFF, ..Manner::default() });
        assert!(exactly.iter().all(|candidate| candidate.exact && candidate.text != name), "{name} {letters}");
    }
}

#[test]
fn a_break_says_where_a_syllable_ends() {
    assert_eq!(candidates("xi'an", "", Manner::default())[0].letters, 5);
    let whole = candidates("li'an", "", Manner { fuzzy: Fuzzy::OFF, ..Manner::default() });
    assert!(whole.iter().all(|candidate| candidate.text != "连"));
    let mut composition = Composition::default();
    "'li''A·1".chars().for_each(|letter| composition.push(letter));
    assert_eq!(composition.shown(), "li'");
}

#[test]
fn the_separator_is_the_middle_dot_and_no_surname_is_expected_behind_it() {
    assert_eq!(u32::from(SEPARATOR), 0xB7);
    let before = format!("古丽{SEPARATOR}");
    let behind = candidates("li", &before, Manner::default());
    let first = candidates("li", "", Manner::default());
    assert_ne!(behind[0].text, first[0].text);
    for candidate in behind {
        assert!(!candidate.text.contains(['·', '・', '•', '．', '･']), "no sign but the key's own");
    }
}

#[test]
fn traditional_forms_come_first_and_simplified_ones_can_still_be_reached() {
    let manner = Manner { script: Script::Traditional, ..Manner::default() };
    for (letters, first, behind) in [("zhang", "張", "张"), ("liu", "劉", "刘"), ("ye", "葉", "叶"), ("ouyang", "歐陽", "欧")] {
        let found = candidates(letters, "", manner);
        assert_eq!(found[0].text, first, "{letters}");
        assert!(found.iter().skip(1).any(|candidate| candidate.text == behind), "{behind}");
    }
    assert_eq!(candidates("fanwenjie", "", manner)[0].text, "范文傑");
}

#[test]
fn v_is_shown_as_u_with_dots() {
    for (letters, shown) in [("lvbu", "lü'bu"), ("zhangw", "zhang'w"), ("w", "w"), ("xi'an", "xi'an"), ("", "")] {
        let mut composition = Composition::default();
        letters.chars().for_each(|letter| composition.push(letter));
        assert_eq!(composition.shown(), shown);
    }
}
